// What was typed and is not with the desk yet. It is kept by the browser until the desk has answered that it is kept or
// saved, so that neither a lost line nor an ended server nor a closed page loses a letter; what is sent twice is done once.
const AGAIN = 1000, SETTLED = 300
const LOST = () => phrase("Not connected: what you type is kept in this browser, and saved when the line is back.")

export function render({ask, worry, place}) {
  const waiting = new Map(), hearers = new Map()
  let timer = null, busy = false
  const write = (entry) => {
    try { localStorage.setItem(place + entry.key, JSON.stringify(entry)) } catch { worry(phrase("This browser keeps nothing: do not close the page before all is saved.")) }
  }
  const later = (pause) => {
    clearTimeout(timer)
    timer = setTimeout(pump, pause)
  }
  // Forms that are to be saved go first, in the order in which they were typed.
  const next = () => {
    const entries = [...waiting.values()]
    return entries.find((one) => !one.do.startsWith("keep")) ?? entries[0]
  }

  async function pump() {
    if (busy) { return }
    const entry = next()
    if (!entry) { return }
    busy = true
    let answer = null
    try { answer = await ask(entry) } catch { answer = null }
    busy = false
    if (answer === null || answer.error) {
      worry(answer?.error ?? LOST())
      later(AGAIN)
      return
    }
    worry("")
    if (waiting.get(entry.key) === entry) {
      waiting.delete(entry.key)
      localStorage.removeItem(place + entry.key)
    }
    hearers.get(entry.do)?.(answer, entry)
    later(0)
  }

  const send = (entry, pause) => {
    waiting.delete(entry.key)  // so that it goes in its own turn
    waiting.set(entry.key, entry)
    write(entry)
    later(pause)
  }

  window.addEventListener("online", () => later(0))
  // A page that is closed while something waits says so; what waits is taken up by the next page.
  window.addEventListener("beforeunload", (event) => { if ([...waiting.values()].some((one) => !one.do.startsWith("keep"))) { event.preventDefault() } })
  return {
    on: (deed, hear) => hearers.set(deed, hear),
    keep: (key, typed) => send({do: "keep", key, typed}, SETTLED),
    send: (entry, is_draft = false) => send(entry, is_draft ? SETTLED : 0),
    is: (key) => waiting.has(key),
    // What an earlier page left behind.
    left() {
      const keys = Object.keys(localStorage).filter((name) => name.startsWith(place))
      return keys.map((name) => JSON.parse(localStorage.getItem(name))).filter((one) => one?.key)
    },
  }
}
