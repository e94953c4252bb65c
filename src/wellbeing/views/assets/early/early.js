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
const come_alive = () => {
  document.getElementById("early")?.remove()
  sessionStorage.removeItem(COUNTED)
}
globalThis.early = {
  taken(place) {
    const found = pages.get(place)
    for (const form of found?.page.root.querySelectorAll("form") ?? []) { form.inert = false }
    pages.delete(place)
    if (!pages.size) { setTimeout(come_alive, 0) }
    return found
  },
}

// A line that is refused while this stands: the page has ended on the server meanwhile, on a slow line or since that
// began anew. Asked for again it comes at once, its bundles being here; not for ever.
const MOST_TIMES = 3, COUNTED = "wellbeing-asked-again", LOOK_MS = 2000
async function ask_again(times) {
  if (!await reached()) { setTimeout(ask_again, LOOK_MS, times); return }
  sessionStorage.setItem(COUNTED, times + 1)
  location.reload()
}
const Line = globalThis.WebSocket
globalThis.WebSocket = class extends Line {
  constructor(...given) {
    super(...given)
    this.addEventListener("close", () => {
      const times = Number(sessionStorage.getItem(COUNTED) ?? 0)
      if (document.getElementById("early") && times < MOST_TIMES) { setTimeout(ask_again, LOOK_MS / 2, times) }
    })
  }
}
