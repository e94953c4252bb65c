// What was typed and is not with the desk yet. It is kept by the browser until the desk has answered that it is kept or
// saved, so that neither a lost line nor an ended server nor a closed page loses a letter; what is sent twice is done once.
const AGAIN = 1000, SETTLED = 300
// Why nothing goes, and how many forms wait to be saved: they stand in no list of the desk yet.
const told = (why, number) => {
  const lost = why ?? phrase("Not connected: what you type is kept in this browser, and saved when the line is back.")
  if (!number) { return lost }
  const waiting = number === 1 ? phrase("1 form is saved in this browser and goes in when the connection is back.") : phrase("{number} forms are saved in this browser and go in when the connection is back.", {number})
  return `${lost} ${waiting}`
}

export function render({ask, worry, place}) {
  const waiting = new Map(), hearers = new Map()
  let listed = () => {}
  let timer = null, busy = false, why = null, is_lost = false
  const saving = () => [...waiting.values()].filter((one) => one.do === "save")
  const told_again = () => { if (is_lost) { worry(told(why, saving().length)); listed(saving()) } else { listed([]) } }
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
      why = answer?.error ?? null
      is_lost = true
      told_again()
      later(AGAIN)
      return
    }
    is_lost = false
    worry("")
    if (waiting.get(entry.key) === entry) {
      waiting.delete(entry.key)
      localStorage.removeItem(place + entry.key)
    }
    hearers.get(entry.do)?.(answer, entry)
    told_again()
    later(0)
  }

  const send = (entry, pause) => {
    waiting.delete(entry.key)  // so that it goes in its own turn
    waiting.set(entry.key, entry)
    write(entry)
    told_again()
    later(pause)
  }

  window.addEventListener("online", () => later(0))
  // A page that is closed while something waits says so; what waits is taken up by the next page.
  window.addEventListener("beforeunload", (event) => { if ([...waiting.values()].some((one) => !one.do.startsWith("keep"))) { event.preventDefault() } })
  return {
    // Told of the forms that are saved in this browser alone, while nothing reaches the desk.
    on_waiting: (hear) => { listed = hear },
    on: (deed, hear) => hearers.set(deed, hear),
    keep: (key, typed) => send({do: "keep", key, typed, at: new Date().toISOString()}, SETTLED),
    send: (entry, is_draft = false) => send(entry, is_draft ? SETTLED : 0),
    is: (key) => waiting.has(key),
    // What an earlier page left behind.
    left() {
      const keys = Object.keys(localStorage).filter((name) => name.startsWith(place))
      return keys.map((name) => JSON.parse(localStorage.getItem(name))).filter((one) => one?.key)
    },
  }
}
