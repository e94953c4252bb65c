// Whatever a room asks: found here while it is typed, answered on Enter in one sentence. What is typed leaves this
// window with nobody; the process that serves is told what was meant by it, and keeps that if there was no answer.
const MOST = 6

const made = (name, text, ...classes) => {
  const element = document.createElement(name)
  element.textContent = text
  element.className = classes.join(" ")
  return element
}
const unheard_of = () => [...crypto.getRandomValues(new Uint8Array(12))].map((one) => one.toString(16).padStart(2, "0")).join("")

export function render({deck, root, model, line, fit}) {
  const {where, who, keys, answers, replies, about} = JSON.parse(model.room)
  const room = root.querySelector(".room"), field = root.querySelector("#ask"), list = root.querySelector("#asked")
  const answer = root.querySelector(".answer"), said = root.querySelector(".said-aloud")
  const known = [[-1, -1], ...where.map((_, at) => [at, -1]), ...who.map((_, by) => [-1, by])]
  const at_of = ([at, by]) => answers[`${where[at]?.[2] ?? ""}|${who[by]?.[2] ?? ""}`]
  const name_of = ([at, by]) => {
    const found = at_of([at, by])
    const place = where[at]?.[4] ? where[at][0] : ""
    // A town that is called as its region is that once.
    return place && !found[0].startsWith(place) ? `${place} (${found[0]})` : found[0]
  }
  const called = {where: where.map(([name, also]) => words(`${name} ${also}`)), who: who.map(([name, also]) => words(`${name} ${also}`))}
  const shortest = new Map()
  for (const [typed, pair] of Object.entries(keys)) {
    const id = `${pair}`
    if (!shortest.has(id) || typed.length < shortest.get(id).length) { shortest.set(id, typed) }
  }
  const small = new Set(words(list.dataset.small)), everyone = new Set(words(list.dataset.everyone))
  let found = [], chosen = 0, before = null, scene = "", how = "all"

  const begins = (all, part) => all.some((word) => word.startsWith(part))
  // Each part that is typed begins a word of the one or of the other; both are needed where both are meant.
  const fits = ([at, by], typed) => {
    const [near, far] = [called.where[at] ?? [], called.who[by] ?? []]
    return typed.every((part) => begins(near, part) || begins(far, part)) &&
      (at < 0 || typed.some((part) => begins(near, part))) && (by < 0 || typed.some((part) => begins(far, part)))
  }
  // Of what is called just as is typed, before what is only begun so: "Government" before "Government agencies".
  const just = (pair, typed) => {
    const own = words(name_of(pair))
    return own.length === typed.length && typed.every((part) => own.includes(part))
  }
  const order = ([at, by]) => [(at >= 0) + (by >= 0), (where[at]?.[3] ?? 0) + (who[by]?.[3] ?? 0), name_of([at, by]).length]
  // A word of a question, which begins no name, asks what was said to it: of everyone, or of whom else is named.
  const names = [...called.where, ...called.who].flat()
  const of_question = Object.entries(about).map(([id, label]) => [id, words(label)])
  const asks = (part) => part.length > 2 && !names.some((word) => word.startsWith(part)) &&
    of_question.find(([, label]) => label.some((word) => word.startsWith(part)))
  const find = (text) => {
    const said = words(text), typed = said.filter((part) => !asks(part))
    scene = asks(said.find(asks) ?? "")?.[0] ?? ""
    if (!typed.length) { return scene ? [[-1, -1]] : [] }
    const first = keys[typed.join("")]
    const near = where.flatMap((_, at) => (typed.some((part) => begins(called.where[at], part)) ? [at] : []))
    const far = who.flatMap((_, by) => (typed.some((part) => begins(called.who[by], part)) ? [by] : []))
    const pairs = [...near.map((at) => [at, -1]), ...far.map((by) => [-1, by]), ...near.flatMap((at) => far.map((by) => [at, by]))]
    const rest = pairs.filter((pair) => at_of(pair) && fits(pair, typed) && `${pair}` !== `${first}`)
      .map((pair) => [[!just(pair, typed), ...order(pair)], pair])
      .sort(([one], [other]) => one.reduce((by, each, i) => by || each - other[i], 0)).map(([, pair]) => pair)
    return first ? [first, ...rest] : rest
  }
  // Where nothing has all of what is typed: its words that name something; what is spelt nearly so; else what any part
  // of it names, of the longest, places first.
  const nearest = (text) => {
    const meaning = words(text).filter((part) => !small.has(part)), calling = meaning.filter((part) => !everyone.has(part))
    if (!calling.length) { return meaning.length ? [[-1, -1]] : [] }
    const asked = find(calling.join(" "))
    if (asked.length) { return asked }
    const parts = calling.filter((part) => part.length > 2)
    const meant = parts.map((part) => (names.some((word) => word.startsWith(part)) ? part : spelt(part, names)))
    const known = meant.filter(Boolean), together = known.length === parts.length ? find(known.join(" ")) : []
    how = together.length ? "spelt" : "part"
    if (together.length) { return together }
    const each = known.sort((one, other) => other.length - one.length).flatMap((part) => find(part)).filter(([at, by]) => at < 0 || by < 0)
    return [...each.filter(([at]) => at >= 0), ...each.filter(([at]) => at < 0)]
  }
  const called_so = (pair) => (scene ? `${about[scene]} · ${name_of(pair)}` : name_of(pair))
  const point = (to) => {
    chosen = to
    ;[...list.children].forEach((one, i) => one.setAttribute("aria-selected", i === chosen))
    found.length ? field.setAttribute("aria-activedescendant", `asked-${chosen}`) : field.removeAttribute("aria-activedescendant")
  }
  const look = () => {
    how = "all"
    const exact = find(field.value), near = exact.length ? [] : nearest(field.value)
    // A town that is called as its region is offered once.
    const called = new Set()
    const is_first = (pair) => !called.has(called_so(pair)) && called.add(called_so(pair))
    found = [...exact, ...near].filter(is_first).slice(0, MOST)
    list.replaceChildren(...found.map((pair, i) => {
      const option = made("li", "")
      option.id = `asked-${i}`
      option.setAttribute("role", "option")
      option.append(made("span", called_so(pair)), made("kbd", scene ? "" : shortest.get(`${pair}`) ?? ""))
      return option
    }))
    field.setAttribute("aria-expanded", found.length > 0)
    const empty = room.querySelector(".none")
    const told = found.length ? (how === "all" ? "" : empty.dataset.near) : empty.dataset.words
    empty.textContent = words(field.value).length ? told : ""
    point(0)
  }
  const open = () => {
    if (deck.state.black) { return }
    before = root.getRootNode().activeElement
    room.hidden = false
    field.value = ""
    look()
    field.focus()
  }
  const close = () => {
    room.hidden = true
    before?.focus?.({preventScroll: true})
    field.blur()
  }
  const reply = (id, [at, by]) => replies[id]?.[`${where[at]?.[2] ?? ""}|${who[by]?.[2] ?? ""}`]
  const ask = () => {
    if (!words(field.value).length) { close(); return }
    const pair = found[chosen], id = unheard_of(), asked = {id, release: model.release}
    if (!pair) {
      line.tell({...asked, nothing: true})
      field.select()
      return
    }
    if (how === "part") { line.tell({...asked, nothing: true}) }
    else if (!scene || !reply(scene, pair)) { line.tell({...asked, where: pair[0], who: pair[1]}) }
    deck.show({answer: `${pair}`, about: scene, near: how === "part", quote: 0})
    close()
  }
  field.addEventListener("input", look)
  // Wherever the keyboard stands in the box, Esc closes it, and no key steps the slide beneath.
  room.addEventListener("keydown", (event) => {
    event.stopPropagation()
    if (event.key === "Escape") { event.preventDefault(); close() }
    if (event.key === "Tab") { event.preventDefault(); field.focus() }
  })
  field.addEventListener("keydown", (event) => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key]
    if (event.isComposing) { return }
    if (event.key === "Enter") { event.preventDefault(); ask() }
    if (event.key === "/" && !field.value) { event.preventDefault() }
    if (step && found.length) {
      event.preventDefault()
      point((chosen + step + found.length) % found.length)
    }
  })
  list.addEventListener("pointerdown", (event) => event.preventDefault())
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li")
    if (option) { chosen = [...list.children].indexOf(option); ask() }
  })
  root.addEventListener("click", (event) => { if (event.target.closest("[data-ask]")) { open() } })
  deck.hearers.push((now, was) => {
    answer.hidden = !now.answer
    if (!now.answer || (now.answer === was.answer && now.about === was.about && now.near === was.near)) { return }
    const pair = now.answer.split(",").map(Number), told = at_of(pair)
    if (!told) { return }
    const [, spoken, firm, key, glyph] = told
    answer.querySelector("h2").textContent = now.about ? `${about[now.about]} · ${name_of(pair)}` : name_of(pair)
    answer.querySelector(".near").textContent = now.near ? answer.dataset.near : ""
    const sign = answer.querySelector(".swatch")
    sign.className = `swatch ${key}`
    sign.textContent = glyph
    const place = where[pair[0]]?.[4] ? answer.dataset.place.replace("{place}", where[pair[0]][0]) : ""
    // At a scene of a question it is answered too, where it can be.
    const own = reply(now.about || deck.scenes[now.at].dataset.scene, pair), heard = `${place}${spoken}`
    const first = own ?? answer.dataset.untold
    const aloud = (now.about ? [first, heard] : [heard, own]).filter(Boolean).join(" ")
    answer.querySelector(".spoken").textContent = aloud
    answer.querySelector(".firm").textContent = firm
    said.textContent = [now.near ? answer.dataset.near : "", aloud].filter(Boolean).join(" ")
    fit()
  })
  return {open, close: () => { const is_open = !room.hidden; if (is_open) { close() } return is_open }}
}
