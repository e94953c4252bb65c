// Keys of the whole page, the address, and the line that screen readers are told.
const typing = (event) => event.composedPath()[0].matches?.("input, textarea, select, [contenteditable]")

const LOST = () => phrase("Not connected. What you see is as it was; the page comes back with your selection when the line does.")
const SLOW = () => phrase("No answer yet. What you see is as it was.")
// Milliseconds without an answer after which the reader is told, and between two looks whether the line is back.
const PATIENCE = 4000
const AGAIN = 2000

// Which theme the reader chose here before.
const KEPT = "wellbeing-theme"

// The theme that was chosen here, else the one that the machine is in; an address that names one has its way.
function follow(model, line) {
  const {ground} = line
  if (!IN_CELL && new URLSearchParams(location.search).has("theme")) { return }
  const kept = localStorage.getItem(KEPT)
  const dark = IN_CELL ? dark_around() : kept ? kept === "dark" : matchMedia("(prefers-color-scheme: dark)").matches
  if (dark !== model.dark) {
    ground.dataset.paper = dark ? "dark" : "light"
    line.turn(dark) || model.send_msg({dark})
  }
}

// Says at once that the line is lost, and comes back by the page's address: it holds what was answered last.
function alerted(line) {
  const alert = document.createElement("div")
  alert.setAttribute("role", "alert")
  alert.className = "line"
  const say = (text) => { alert.textContent = text }
  const lost = () => {
    if (document.documentElement.classList.contains("unconnected")) { return }
    document.documentElement.classList.add("unconnected")
    say(LOST())
    look()
  }
  const look = async () => {
    if (await reached()) { location.reload() } else { setTimeout(look, AGAIN) }
  }
  let waiting = null
  line.near.addEventListener("asked", () => { waiting ??= setTimeout(() => say(SLOW()), PATIENCE) })
  line.near.addEventListener("answered", () => {
    clearTimeout(waiting)
    waiting = null
    if (alert.textContent === SLOW()) { say("") }
  })
  if (!IN_CELL) {
    // A laptop without a network may still reach what it serves itself.
    window.addEventListener("offline", async () => { if (!await reached()) { lost() } })
    line.lost = lost
  }
  return alert
}

// Milliseconds between two looks whether a newer release is out; a page that nobody sees does not ask.
const LOOKS = 60000

// A quiet line that offers it; the page itself stays with the release that it shows.
function offer(model) {
  const line = document.createElement("p")
  line.setAttribute("role", "status")
  line.className = "newer"
  const look = () => {
    if (!document.hidden && !model.newer && !document.documentElement.classList.contains("unconnected")) {
      model.send_msg({look: true})
    }
  }
  setInterval(look, LOOKS)
  document.addEventListener("visibilitychange", look)
  const told = () => {
    if (!model.newer) { return }
    const link = document.createElement("a")
    link.href = "#"
    link.textContent = phrase("Show it")
    // Where the reader is by then is in the address.
    link.addEventListener("click", () => {
      const now = new URL(location.href)
      now.searchParams.set("release", model.newer)
      link.href = now.href
    })
    line.replaceChildren(`${phrase("A newer release is out: {release}. What you see stays as it is.", {release: model.newer})} `, link)
  }
  model.on("newer", told)
  told()
  return line
}

export function render({model, line}) {
  const {ground} = line
  ground.lang = model.lang
  const said = document.createElement("div")
  said.setAttribute("aria-live", "polite")
  said.className = "said"
  const say = () => { said.textContent = model.announcement }
  // Each answer is an address of its own, so that Back and Forward step through them. What is answered until the last
  // step is stands in place of the one that was stepped to: of the opened page, and of what was pressed just before.
  let step = 0
  const address = () => {
    const others = new URLSearchParams(location.search)
    for (const name of model.fields) { others.delete(name) }
    const query = [model.query, others.toString()].filter(Boolean).join("&")
    const to = location.pathname + (query ? `?${query}` : "") + location.hash
    if (to !== location.pathname + location.search + location.hash) {
      history[line.answered <= step ? "replaceState" : "pushState"](null, "", to)
    }
  }
  const theme = () => { ground.dataset.paper = model.dark ? "dark" : "light" }
  theme()
  model.on("dark", theme)
  follow(model, line)
  const both = document.createElement("div")
  both.append(said, alerted(line))
  say()
  model.on("announcement", say)
  if (!IN_CELL) {
    window.addEventListener("popstate", () => {
      model.send_msg({query: location.search})
      step = line.asked
    })
    model.on("query", address)
    model.on("dark", () => localStorage.setItem(KEPT, model.dark ? "dark" : "light"))
    both.append(offer(model))
  }
  line.ears.addEventListener("keydown", (event) => {
    const name = (event.ctrlKey || event.metaKey ? "ctrl+" : "") + event.key
    if (!model.keys.includes(name) || (typing(event) && event.key.length === 1)) { return }
    event.preventDefault()
    if (document.documentElement.classList.contains("unconnected")) { return }
    model.send_msg({key: name})
  })
  return both
}
