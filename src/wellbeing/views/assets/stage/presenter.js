// The presenter's window. It is this page once more, with what the room does not see: only that window is given notes.
// They are opened by a code that is typed once, and kept in this browser.
const NAME = "wellbeing-presenter", CODE = "wellbeing-notes", SECOND = 1000

const two = (number) => String(number).padStart(2, "0")

export function render({deck, root, model, memory}) {
  if (!model.beside) {
    const open = () => {
      const to = new URL(location.href)
      to.searchParams.set("window", "presenter")
      if (memory.kept(CODE)) { to.searchParams.set("code", memory.kept(CODE)) }
      window.open(to, NAME, "popup,width=1280,height=800")
    }
    root.addEventListener("click", (event) => { if (event.target.closest("[data-beside]")) { open() } })
    return {open}
  }
  root.classList.add("presents")
  const beside = document.createElement("div")
  beside.className = "beside-room"
  beside.innerHTML = model.beside
  root.append(beside)
  beside.querySelector(".code")?.addEventListener("submit", (event) => {
    event.preventDefault()
    const to = new URL(location.href), typed = new FormData(event.target).get("code").trim()
    memory.keep(CODE, typed)
    to.searchParams.set("code", typed)
    location.assign(to)
  })
  const now = beside.querySelector(".now"), since = beside.querySelector(".since")
  let begun = Date.now()
  beside.querySelector(".anew").addEventListener("click", () => { begun = Date.now(); tick() })
  const tick = () => {
    const time = new Date(), gone = Math.floor((Date.now() - begun) / SECOND)
    now.textContent = `${two(time.getHours())}:${two(time.getMinutes())}`
    since.textContent = `${two(Math.floor(gone / 60))}:${two(gone % 60)}`
  }
  tick()
  setInterval(tick, SECOND)
  deck.hearers.push(({at}) => {
    for (const part of beside.querySelectorAll("[data-of]")) { part.hidden = part.dataset.of !== deck.scenes[at].dataset.scene }
  })
  return {open: () => {}}
}
