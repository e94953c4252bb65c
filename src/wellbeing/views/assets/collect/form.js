// One paper form at a time. What is typed is kept at once; Enter saves it and begins the next with what stays the same.
const DAY = /^(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{2}|\d{4}))?$/, ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/
const NAMED = /(?=.*\d)(?=.*\p{L}{3})/u

export function render(desk) {
  const {root, find, say, put, told, outbox} = desk
  const form = find("#paper")
  const fields = new Map([...form.querySelectorAll("[data-field]")].map((one) => [one.dataset.field, one]))
  const combos = new Map(), forms = new Map()
  // Forms that were given back before this page: they do not open by themselves.
  const others = new Set()
  const [year, month, date] = told.first.split("-").map(Number), example = `${date}/${month}/${year}`
  // The form that this browser has open: another's, or one that was put aside, is listed and not opened by itself.
  const NOW = `now:${desk.place}`
  const opened = () => { try { return localStorage.getItem(NOW) } catch { return null } }
  const remember = () => { try { localStorage.setItem(NOW, key) } catch { /* it keeps nothing: said by the outbox */ } }
  const before = opened()
  let key = "", first = {}, release = () => {}

  // ---- what stands in the fields
  const inputs = (one) => [...one.querySelectorAll("input, textarea")]
  const value = (one) => {
    const {kind} = one.dataset
    if (kind === "checks") { return inputs(one).filter((box) => box.checked).map((box) => box.value) }
    if (kind === "radios") { return inputs(one).find((box) => box.checked)?.value ?? "" }
    return inputs(one)[0].value.trim()
  }
  const set = (one, said) => {
    const {kind} = one.dataset
    if (kind === "checks" || kind === "radios") {
      for (const box of inputs(one)) { box.checked = [said ?? ""].flat().includes(box.value) }
    } else { inputs(one)[0].value = said ?? "" }
  }
  const read = () => Object.fromEntries([...fields].map(([name, one]) => [name, value(one)]).filter(([, said]) => said.length))
  const touched = (typed) => JSON.stringify(typed) !== JSON.stringify(first)
  const fill = (typed) => { for (const [name, one] of fields) { set(one, typed[name]) } }

  // ---- what is wrong with them, beside each
  const wrong = (one, text) => {
    one.querySelector(".wrong").textContent = text
    const marked = one.matches("fieldset") ? one : inputs(one)[0]
    if (text) { marked.setAttribute("aria-invalid", "true") } else { marked.removeAttribute("aria-invalid") }
    find("#as-it-is").hidden = !form.querySelector("[aria-invalid]")
  }
  const clearErrors = () => { for (const one of fields.values()) { wrong(one, "") } }
  const tell = (problems) => {
    clearErrors()
    const mine = problems.filter(({field}) => fields.has(field))
    for (const {field, text} of mine) { wrong(fields.get(field), text) }
    const [one] = mine
    if (one) { inputs(fields.get(one.field))[0].focus() }
  }

  // ---- days, as people write them; a year that is left out is the engagement's
  // A month or a day of the week that is named is read by the desk, in any language that it knows, its year too.
  function day(text) {
    const iso = ISO.exec(text), plain = DAY.exec(text)
    if (NAMED.test(text)) { return text }
    if (!iso && !plain) { return null }
    const year = iso ? iso[1] : plain[3] ? (plain[3].length === 2 ? `20${plain[3]}` : plain[3]) : told.last.slice(0, 4)
    const [month, date] = iso ? [iso[2], iso[3]] : [plain[2], plain[1]]
    const written = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`
    const real = new Date(`${written}T00:00:00Z`)
    return Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== written ? null : written
  }
  function problems() {
    const found = []
    for (const [name, one] of fields) {
      const said = value(one), {kind} = one.dataset
      if ("needed" in one.dataset && !said.length) { found.push({field: name, text: phrase("This has to be said.")}) }
      else if (kind === "date" && said && !day(said)) { found.push({field: name, text: phrase("This is no day: write {example}, or {day}.", {example, day: told.first})}) }
      else if (kind === "date" && said && ISO.test(day(said)) && day(said) < told.first) { found.push({field: name, text: phrase("This is before the first day, {day}.", {day: told.first})}) }
      else if (combos.has(name) && name !== "place" && !combos.get(name).isKnown()) { found.push({field: name, text: phrase("“{said}” is none of the list: type its beginning, or press ↓.", {said})}) }
    }
    return found
  }

  // ---- beginning, keeping, saving
  // A form that is open in another window is left to it: each holds its key for as long as it lives.
  const hold = (mine) => new Promise((resolve) => {
    if (!navigator.locks) { resolve(() => {}); return }
    navigator.locks.request(desk.place + mine, {ifAvailable: true}, (lock) => {
      if (!lock) { resolve(null); return null }
      return new Promise((free) => resolve(free))
    })
  })
  const own = async (mine) => {
    const free = await hold(mine)
    if (mine === key) { release(); release = free ?? (() => {}) } else { free?.() }
  }
  const following = (typed) => {
    const kept = Object.fromEntries(Object.entries(typed).filter(([name]) => "kept" in fields.get(name).dataset))
    const number = /^(.*?)(\d+)$/.exec(typed.form ?? "")
    return number ? {...kept, form: number[1] + String(Number(number[2]) + 1).padStart(number[2].length, "0")} : kept
  }
  function begin(typed = {}) {
    key = crypto.randomUUID()
    fill(typed)
    first = read()
    clearErrors()
    find("#kept").textContent = ""
    own(key)
    remember()
  }
  const at = (one) => {
    inputs(one)[0].focus()
    inputs(one)[0].select?.()
  }
  // What stays is passed over; a number that was counted up is looked at.
  function start() {
    const number = fields.get("form"), about = ["batch", "form", "received", "channel"]
    at(value(number) ? number : [...fields].find(([name]) => !about.includes(name))[1])
  }
  function open(entry) {
    const {typed, found = []} = entry
    stash()
    key = entry.key
    first = {}
    fill(typed)
    own(key)
    remember()
    if (!root.querySelector(`[data-held="${key}"]`)) { forget(key) }  // why it was given back stays beside
    say("")
    tell(found)
    if (!found.length) { start() }
  }
  // What is listed may have been saved, mended or thrown away in another window since: what is kept is opened.
  async function open_kept(entry) {
    if (entry.key === key || outbox.is(entry.key)) { open(entry); return }
    const free = await hold(entry.key)
    if (!free) { say(phrase("This form is open in another window: go on there.")); return }
    const kept = await desk.ask({do: "open draft", key: entry.key}).catch(() => null)
    free()
    if (!kept || kept.error) { say(kept?.error ?? phrase("Not connected: what is kept of this form cannot be looked at. It is opened once the line is back.")); return }
    if (!kept.typed) { forget(entry.key); say(phrase("This form was saved or thrown away since, in another window: it is not opened again.")); refresh(); return }
    open({...entry, typed: kept.typed, found: JSON.stringify(kept.typed) === JSON.stringify(entry.typed) ? entry.found : []})
  }
  // Counts and what was begun, as the desk has them now.
  async function listed({begun}) {
    const here = new Map(begun.map((one) => [one.key, one]))
    for (const mine of [...forms.keys()]) { if (mine !== key && !outbox.is(mine) && !here.has(mine)) { forget(mine) } }
    for (const [mine, {typed, at: when}] of here) {
      if (mine === key || outbox.is(mine)) { continue }
      const known = forms.get(mine)
      if (known && JSON.stringify(known.typed) === JSON.stringify(typed)) { continue }
      const free = await hold(mine)
      if (free) { free(); list({key: mine, typed, at: when}) }  // one that is open in another window is left to it
    }
  }
  const refresh = () => desk.ask({do: "open forms"}).then((answer) => { if (!answer.error) { put(answer.parts); listed(answer) } }).catch(() => {})
  desk.on_answer("open forms", listed)
  // What is in the fields is kept under its own key, and listed.
  function stash() {
    const typed = read()
    if (!key || !touched(typed)) { return }
    if (forms.has(key)) { forms.set(key, {...forms.get(key), typed}) } else { list({key, typed, at: now()}) }
  }
  const send = (mine, typed, how) => {
    const days = [...fields].filter(([name, one]) => one.dataset.kind === "date" && typed[name]).map(([name]) => [name, day(typed[name]) ?? typed[name]])
    forget(mine)
    outbox.send({do: "save", key: mine, at: now(), typed: {...typed, ...Object.fromEntries(days)}, ...how})
  }
  // As it is: whatever is told beside its fields.
  function save(how = {}) {
    const typed = read(), found = how.sure || how.twice ? [] : problems()
    if (!touched(typed)) { say(phrase("Nothing is typed yet.")); return }
    if (found.length) { tell(found); say(found.length === 1 ? phrase("One field needs another look.") : phrase("{number} fields need another look.", {number: found.length})); return }
    send(key, typed, how)
    begin(following(typed))  // days as they were written
    start()
  }

  // ---- lists beside the form: text as text
  const short = (typed) => ["form", "stakeholder", "region", "received"].map((name) => typed[name]).filter(Boolean).join(" · ") || phrase("a few fields")
  // Two drafts of one form are told apart by when they were typed.
  const now = () => new Date().toISOString()
  const dated = ({typed, at: when}) => {
    const said = when && new Date(when).toLocaleString(desk.lang || undefined, {dateStyle: "short", timeStyle: "medium"})
    return said ? phrase("{form}, typed {when}", {form: short(typed), when: said}) : short(typed)
  }
  const button = (text, press) => {
    const made = document.createElement("button")
    made.type = "button"
    made.textContent = text
    made.addEventListener("click", press)
    return made
  }
  const line = (text, ...buttons) => {
    const item = document.createElement("li"), words = document.createElement("span")
    words.textContent = text
    item.append(words, " ", ...buttons.flatMap((one) => [one, " "]))
    return item
  }
  const seen = () => {
    find("#needs-you").hidden = !find("#needs").children.length
    find("#begun-before").hidden = !find("#begun").children.length
    find("#none-yet").hidden = Boolean(find("#last").children.length)
  }
  outbox.on_waiting((saving) => {
    find("#in-browser").hidden = !saving.length
    find("#browser").replaceChildren(...saving.map((one) => line(dated(one))))
  })
  function forget(mine) {
    forms.delete(mine)
    for (const one of root.querySelectorAll(`[data-key="${mine}"], [data-held="${mine}"]`)) { one.remove() }
    seen()
  }
  function list(entry) {
    forget(entry.key)
    forms.set(entry.key, entry)
    const away = button(phrase("Throw away"), () => {
      if (away.dataset.sure) { outbox.send({do: "forget", key: entry.key}); forget(entry.key); start(); return }
      away.dataset.sure = "yes"
      away.textContent = phrase("Throw away for good?")
    })
    const item = line(dated(entry), button(phrase("Open"), () => open_kept(entry)), away)
    item.dataset.key = entry.key
    find("#begun").append(item)
    seen()
  }

  outbox.on("save", ({saved, line: words, held, problems: found = [], parts}, entry) => {
    if (saved) {
      put(parts)
      say(words)
      forget(entry.key)
      const item = line(`${saved}: ${short(entry.typed)}`)
      item.append(button(phrase("Open it again"), () => { outbox.send({...entry, do: "take back", number: saved}); item.remove(); seen() }))
      find("#last").prepend(item)
      seen()
      return
    }
    const mine = {key: entry.key, typed: entry.typed, found}, is_open = found.length && !others.has(entry.key) && !touched(read())
    forget(entry.key)
    forms.set(entry.key, mine)
    find("#needs").insertAdjacentHTML("beforeend", held)
    seen()
    if (is_open) { open(mine); say(phrase("Not saved yet: one form is open again. Mend it, or save it as it is.")); return }
    say(phrase("One form is not saved yet: it is beside, under “look once more”."))
  })
  outbox.on("take back", ({line: words, parts, typed}, entry) => {
    put(parts)
    say(words)
    if (!typed) { return }
    open({...entry, typed})
    say(words)
  })
  find("#needs").addEventListener("click", ({target}) => {
    const deed = target.closest("[data-held-do]")?.dataset.heldDo
    if (!deed) { return }
    const entry = forms.get(target.closest("[data-held]").dataset.held)
    if (deed === "open") { if (entry.key === key) { tell(entry.found) } else { open_kept(entry) } return }
    const how = {sure: deed === "sure", twice: deed === "twice"}
    if (entry.key === key) { save(how); return }
    send(entry.key, entry.typed, how)
    start()
  })

  // ---- the keyboard
  const changed = () => {
    const typed = read()
    if (touched(typed)) { outbox.keep(key, typed) }
  }
  form.addEventListener("input", ({target}) => {
    const one = target.closest("[data-field]")
    if (one) { wrong(one, "") }
    changed()
  })
  form.addEventListener("submit", (event) => { event.preventDefault(); save() })
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save() }
  })
  find("#as-it-is").addEventListener("click", () => save({sure: true}))
  find("#clear").addEventListener("click", () => { stash(); begin(told.kept); at([...fields.values()][0]); say(phrase("The form is empty; what was typed is listed beside.")) })
  // ---- words of lists; a place that lies in another region than the form says stays, and is told
  const input = (name) => fields.get(name)?.querySelector("input")
  const region = () => input("region").value.trim()
  const elsewhere = () => {
    const place = combos.get("place")?.exact(input("place").value)
    return place && region() && combos.get("region").exact(region()) && !place.within.includes(region()) ? place : null
  }
  const chosen = {
    place: ({within}) => { if (!region() && within.length === 1) { [input("region").value] = within } },
    // Only what the form before has left is emptied: nobody typed it here.
    region: ({label}) => {
      const place = elsewhere()
      if (!place || label === first.region || input("place").value.trim() !== first.place) { return }
      input("place").value = ""
      say(phrase("{place}, kept from the form before, is not in {region}: say the place anew.", {place: place.label, region: label}))
    },
  }
  for (const name of ["channel", "region", "place", "stakeholder", "topic"]) {
    if (!input(name)) { continue }
    const allow = name === "place" ? ({within}) => !region() || within.includes(region()) : undefined
    combos.set(name, SCRIPTS.combo({input: input(name), options: told.listed[name], allow, chosen: chosen[name]}))
  }
  const judged = [fields.get("region"), fields.get("place")]
  form.addEventListener("focusout", ({target}) => {
    if (!judged.includes(target.closest("[data-field]"))) { return }
    const place = elsewhere(), beside = fields.get("place").querySelector(".wrong")
    if (place) {
      wrong(fields.get("place"), phrase("{place} is not in {region}: one of the two is wrong.", {place: place.label, region: region()}))
      beside.dataset.elsewhere = "yes"
    } else if (beside.dataset.elsewhere) {
      wrong(fields.get("place"), "")
      delete beside.dataset.elsewhere
    }
  })

  // ---- what was begun before: what the browser still had goes on, the rest is listed
  begin(told.kept)
  async function resume() {
    const left = outbox.left().filter((one) => one.do !== "keep gathering"), mine = new Set(left.map((one) => one.key))
    const free = []
    for (const entry of [...left, ...told.begun.filter((one) => !mine.has(one.key))]) {
      const done = await hold(entry.key)
      if (!done) { continue }
      done()
      if (entry.do && entry.do !== "keep") { outbox.send(entry) } else if (entry.is_held) {
        // It was to be saved, and was given back: that says why once more.
        if (entry.key !== before) { others.add(entry.key) }
        outbox.send({do: "save", key: entry.key, typed: entry.typed})
      } else { free.push(entry) }
    }
    const [last, ...rest] = free.sort((one, other) => (other.key === before) - (one.key === before))
    if (last?.key === before && !touched(read())) {
      open(last)
      outbox.keep(last.key, last.typed)
      find("#kept").textContent = phrase("What you had typed before is here again.")
    } else if (last) { list(last) }
    rest.forEach(list)
  }
  resume()
}
