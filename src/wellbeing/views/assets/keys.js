// Keys of the whole page, the address, and the line that screen readers are told.
const typing = (event) => event.composedPath()[0].matches?.("input, textarea, select, [contenteditable]")

// Past the header to what the page says: parts stand in shadow roots, which a plain link cannot reach.
function main(root) {
  for (const part of root.querySelectorAll("*")) {
    if (part.matches("[data-main]")) { return part }
    const inner = part.shadowRoot && main(part.shadowRoot)
    if (inner) { return inner }
  }
}

export function render({model}) {
  document.documentElement.lang = model.lang
  const line = document.createElement("div")
  line.setAttribute("aria-live", "polite")
  line.className = "said"
  const say = () => { line.textContent = model.announcement }
  const address = () => {
    const others = new URLSearchParams(location.search)
    for (const name of model.fields) { others.delete(name) }
    const query = [model.query, others.toString()].filter(Boolean).join("&")
    history.replaceState(null, "", location.pathname + (query ? `?${query}` : "") + location.hash)
  }
  const theme = () => document.documentElement.classList.toggle("dark", model.dark)
  theme()
  model.on("dark", theme)
  const skip = document.createElement("button")
  skip.className = "skip"
  skip.textContent = "Skip to the point"
  skip.addEventListener("click", () => main(document)?.focus())
  const both = document.createElement("div")
  both.append(skip, line)
  say()
  model.on("announcement", say)
  model.on("query", address)
  model.on("msg:custom", (asked) => {
    if (asked.full) { document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen() }
  })
  document.addEventListener("keydown", (event) => {
    const name = (event.ctrlKey || event.metaKey ? "ctrl+" : "") + event.key
    if (!model.keys.includes(name) || (typing(event) && event.key.length === 1)) { return }
    event.preventDefault()
    model.send_msg({key: name})
  })
  return both
}
