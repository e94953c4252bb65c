// The page as its document holds it, drawn before bundles and the line to the server are there. Each sheet takes its
// own when it is (sheet.js), with what was pressed meanwhile; then this one goes.
const sheet = new CSSStyleSheet()
sheet.replaceSync(SHEET)
const trees = JSON.parse(document.getElementById("trees").textContent), pages = new Map()
for (const holder of document.querySelectorAll("#early [data-place]")) {
  const {place} = holder.dataset, page = new Page(trees[place])
  const shadow = holder.attachShadow({mode: "open"})
  shadow.adoptedStyleSheets = [sheet]
  shadow.append(page.root)
  // A form that moves loses its caret: it takes no letters before it has moved.
  for (const form of shadow.querySelectorAll("form")) { form.inert = true }
  pages.set(place, {tree: trees[place], page})
}
globalThis.early = {
  taken(place) {
    const found = pages.get(place)
    for (const form of found?.page.root.querySelectorAll("form") ?? []) { form.inert = false }
    pages.delete(place)
    if (!pages.size) { setTimeout(() => document.getElementById("early")?.remove(), 0) }
    return found
  },
}
