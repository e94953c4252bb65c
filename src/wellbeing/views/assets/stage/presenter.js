// The presenter's window. It is this page once more, with what the room does not see: only that window is given notes.
// They are opened by a code that is typed once, and kept in this browser.
const NAME = "wellbeing-presenter", CODE = "wellbeing-notes", SECOND = 1000

const two = (number) => String(number).padStart(2, "0")

export function render({deck, root, model, memory}) {
  if (!model.beside) {
    const open = () => {
      // Without a server there would be an error in place of notes that are still there.
      if (IN_CELL || root.hasAttribute("data-lost")) { return }
      const to = new URL(location.href)
      to.searchParams.set("window", "presenter")
      if (memory.kept(CODE)) { to.searchParams.set("code", memory.kept(CODE)) }
      window.open(to, NAME, "popup,width=1280,height=800")
    }
    root.addEventListener("click", (event) => { if (event.target.closest("[data-beside]")) { open() } })
    // The other window shows what this one has room for.
    const tell = () => {
      deck.size = [innerWidth, innerHeight]
      deck.other.postMessage({size: deck.size})
    }
    tell()
    addEventListener("resize", tell)
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
  let size = [1024, 576], begun = Date.now()
  // The room's slide at the room's own size, made small: nothing stands on it that the room does not see.
  const stage = root.querySelector(".stage")
  const scale = () => {
    const [width, height] = size, across = (root.clientWidth - 48) * 0.6
    const by = Math.min(across / width, 0.62 * root.clientHeight / height)
    stage.style.setProperty("--room-width", `${width}px`)
    stage.style.setProperty("--room-height", `${height}px`)
    stage.style.setProperty("--scale", by)
    root.style.setProperty("--preview", `${height * by}px`)
  }
  deck.other.addEventListener("message", ({data}) => { if (data.size) { size = data.size; scale(); deck.show({}, {told: true}) } })
  addEventListener("resize", scale)
  requestAnimationFrame(scale)
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
