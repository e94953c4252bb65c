// The line to the process that serves. Slides need none: a line that is lost is said, and taken up again here, with
// nothing loaded anew, so that no key is lost or done twice. What a room asked waits until it is known to be kept.
// Milliseconds: between two tries, for one try, between two beats; of silence on a line that does not say that it is lost;
// and for which it is said that a question is not kept.
const AGAIN = 400, PATIENCE = 1500, BEAT = 2000, SILENCE = 10000, UNKEPT = 20000

// Whether a release came after another: its last day, then its serial.
function came_after(one, other) {
  const [day, serial] = one.split("."), [before, number] = other.split(".")
  return day === before ? Number(serial) > Number(number) : day > before
}

// What waits, by this name, in a browser that is closed or loads the page anew: places in lists, nothing that was typed.
const WAITING = "wellbeing-asked"

export function render({root, model, memory}) {
  const lost = root.querySelector(".lost")
  const waiting = new Map(), hearers = []
  try { for (const asked of JSON.parse(memory.kept(WAITING) ?? "[]")) { if (asked.release === model.release) { waiting.set(asked.id, asked) } } } catch { /* nothing of ours */ }
  const store = () => memory.keep(WAITING, JSON.stringify([...waiting.values()]))
  let socket = null, was_there = false, tries = 0, heard = Date.now(), is_lost = false, forgets
  const say = (otherwise = "") => {
    lost.textContent = is_lost ? lost.dataset.words : otherwise
    root.toggleAttribute("data-lost", is_lost)
  }
  const tell_unkept = () => {
    say(lost.dataset.unkept)
    clearTimeout(forgets)
    forgets = setTimeout(() => say(), UNKEPT)
  }
  const send = (said) => { if (socket?.readyState === WebSocket.OPEN) { socket.send(JSON.stringify(said)) } }
  const hear = ({newest, kept, unkept}) => {
    heard = Date.now()
    if (waiting.delete(kept ?? unkept)) { store() }
    if (unkept) { tell_unkept() }
    if (newest && came_after(newest, model.release)) { for (const told of hearers) { told(newest) } }
  }
  const connect = () => {
    const to = new URL("line", location.href)
    to.protocol = location.protocol === "https:" ? "wss:" : "ws:"
    to.search = ""
    socket = new WebSocket(to)
    const mine = socket, late = setTimeout(() => mine.close(), PATIENCE)
    socket.addEventListener("open", () => {
      clearTimeout(late)
      was_there = true
      heard = Date.now()
      is_lost = false
      say()
      for (const asked of waiting.values()) { send({asked}) }
      send({beat: true})
    })
    socket.addEventListener("message", ({data}) => hear(JSON.parse(data)))
    socket.addEventListener("close", () => {
      clearTimeout(late)
      tries += 1
      is_lost = was_there
      say()
      // Where nobody ever answers there is no line, as in a preview of the notebook.
      if (was_there || tries < 3) { setTimeout(connect, AGAIN) }
    })
  }
  setInterval(() => {
    if (socket?.readyState !== WebSocket.OPEN) { return }
    if (Date.now() - heard > SILENCE) { socket.close() } else { send({beat: true}) }
  }, BEAT)
  if (!IN_CELL) { connect() }
  return {
    tell: (asked) => {
      waiting.set(asked.id, asked)
      store()
      send({asked})
    },
    on_newer: (hear_newer) => { hearers.push(hear_newer) },
  }
}
