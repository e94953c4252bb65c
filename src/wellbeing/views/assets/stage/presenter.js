// The presenter's window. It is this page once more, with what the room does not see: only that window is given notes.
const NAME = "wellbeing-presenter", SECOND = 1000

const two = (number) => String(number).padStart(2, "0")

export function render({deck, root, model}) {
  if (!model.beside) {
    const open = () => {
      const to = new URL(location.href)
      to.searchParams.set("window", "presenter")
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
