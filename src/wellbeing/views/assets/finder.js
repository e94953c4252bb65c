// The finder: what has a name on the page, filtered here while it is typed. Names come from files and are only
// ever written as text. Nothing is asked of the server but the choice itself.
const MOST = 8
// Whether the key / leads here; a switch turns it off (WCAG 2.1.4).
const KEPT = "wellbeing-slash"

// 2: each part that is typed begins a word, in any order; 1: is within one; 0: is not there.
function fits(one, typed) {
  const all = (has) => typed.every((part) => one.words.some((word) => has(word, part)))
  if (all((word, part) => word.startsWith(part))) { return 2 }
  return all((word, part) => word.includes(part)) ? 1 : 0
}

function read({kinds, place, named}) {
  const called = {}
  const all = named.map(([name, kind, also, choice]) => {
    const fields = Object.keys(choice)
    if (fields.length === 1 && kind !== place) { called[fields[0] + choice[fields[0]]] ??= name }
    return {name, kind, choice, at_place: kind === place, words: words(`${name} ${also}`)}
  })
  for (const one of all) {
    const where = ["area", "stakeholder"].map((field) => called[field + (one.choice[field] ?? "")])
    one.detail = [kinds[one.kind], ...where.filter((name) => name && name !== one.name)].join(" · ")
  }
  return all
}

// What is called so; where nothing is, what is spelt nearly so.
function find(all, text) {
  const typed = words(text)
  if (!typed.length) { return [] }
  const found = called(all, typed)
  if (found.length) { return found }
  const meant = (known) => typed.map((part) => known.find((word) => word.startsWith(part)) ?? spelt(part, known))
  const parts = meant(all.flatMap((one) => one.words)), nearest = parts.every(Boolean) ? called(all, parts) : []
  if (nearest.length) { return nearest }
  // Of several words that are spelt wrongly none is taken for another name's: each name has all of its own.
  const near = all.filter((one) => meant(one.words).every(Boolean))
  if (near.length) { return in_order(near.map((one) => [2, one])) }
  // Words that are typed as one, and one that is typed as two.
  const whole = typed.join("")
  return in_order(all.filter((one) => spelt(whole, [plain(one.name).replace(/[^\p{L}\p{N}]+/gu, "")])).map((one) => [2, one]))
}

function called(all, typed) {
  return in_order(all.map((one) => [fits(one, typed), one]).filter(([fit]) => fit))
}

function in_order(fitting) {
  return fitting.sort(([fit, one], [better, other]) =>
    better - fit || one.kind - other.kind || one.name.length - other.name.length).map(([, one]) => one)
}

function deep(root) {
  const {activeElement} = root
  return activeElement?.shadowRoot ? deep(activeElement.shadowRoot) : activeElement
}

const typing = (event) => event.composedPath()[0].matches?.("input, textarea, select, [contenteditable]")

function made(name, attributes, ...inner) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) { element.setAttribute(key, value) }
  element.append(...inner)
  return element
}

export function render({model, line}) {
  const all = read(JSON.parse(model.index))
  const field = made("input", {id: "find", type: "text", role: "combobox", "aria-label": phrase("Find: {what}", {what: model.hint}), "aria-autocomplete": "list",
    "aria-expanded": "false", "aria-controls": "found", autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: "80", placeholder: phrase("/ find")})
  const list = made("ul", {id: "found", role: "listbox", "aria-label": phrase("What was found"), hidden: ""})
  const said = made("p", {class: "quiet", role: "status"})
  const slash = made("input", {id: "slash", type: "checkbox"})
  slash.checked = localStorage.getItem(KEPT) !== "off"
  const panel = made("div", {class: "finds", hidden: ""}, list, said, made("label", {class: "quiet"}, slash, ` ${phrase("The key / leads here")}`))
  const root = made("div", {class: "part finder"}, field, panel)
  let found = [], at = 0, before = null

  const point = (to) => {
    at = to
    const options = [...list.children]
    options.forEach((one, i) => one.setAttribute("aria-selected", i === at))
    const here = options[at]
    here ? field.setAttribute("aria-activedescendant", here.id) : field.removeAttribute("aria-activedescendant")
    here?.scrollIntoView({block: "nearest"})
  }
  const open = (shown) => {
    panel.hidden = !shown
    field.setAttribute("aria-expanded", shown && found.length > 0)
    if (!shown) { point(-1) }
  }
  const tell = () => {
    const typed = field.value.trim(), more = found.length - MOST
    if (!typed) { return `${model.hint}.` }
    if (!found.length) { return phrase("Nothing here is called “{typed}”.", {typed}) }
    if (!called(all, words(typed)).length) { return phrase("Nothing here is called “{typed}”: spelt nearly so.", {typed}) }
    return more > 0 ? phrase("{number} more: type on.", {number: more}) : phrase("{number} found.", {number: found.length})
  }
  const look = () => {
    found = find(all, field.value)
    list.replaceChildren(...found.slice(0, MOST).map((one, i) => made("li", {id: `found-${i}`, role: "option"},
      made("span", {}, one.name), made("span", {class: "quiet"}, one.detail))))
    list.hidden = !found.length
    said.textContent = tell()
    open(true)
    point(found.length ? 0 : -1)
  }
  const leave = () => {
    field.value = ""
    open(false)
    const back = before?.isConnected ? before : null
    before = null
    back ? back.focus({preventScroll: true}) : field.blur()
  }
  const choose = (one) => {
    if (!one || document.documentElement.classList.contains("unconnected")) { return }
    line.ask(model, {set: one.choice, do: ""})
    if (one.choice.area !== undefined) { line.near.dispatchEvent(new CustomEvent("window", {detail: one.at_place ? one.choice.area : ""})) }
    field.value = ""
    open(false)
  }

  field.addEventListener("input", look)
  // Where there is little room, what is found stands above the keyboard of a phone.
  field.addEventListener("focus", () => {
    look()
    field.scrollIntoView({block: innerWidth > 700 ? "nearest" : "start"})
  })
  field.addEventListener("click", () => { if (panel.hidden) { look() } })
  field.addEventListener("keydown", (event) => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key], shown = list.children.length
    if (event.isComposing) { return }
    if (event.key === "/" && !field.value) { event.preventDefault() }
    if (event.key === "Escape") { event.stopPropagation(); leave() }
    else if (event.key === "Enter") { event.preventDefault(); choose(panel.hidden ? null : found[at]) }
    else if (step) {
      event.preventDefault()
      if (panel.hidden) { look() } else if (shown) { point((at + step + shown) % shown) }
    }
  })
  // A press on an option leaves the keyboard where it is; a finger's keyboard goes away, so that the answer is seen.
  list.addEventListener("pointerdown", (event) => { event.preventDefault() })
  list.addEventListener("mousedown", (event) => { event.preventDefault() })
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li")
    choose(option && found[[...list.children].indexOf(option)])
    if (event.pointerType === "touch") { field.blur() }
  })
  list.addEventListener("pointermove", (event) => {
    const option = event.target.closest("li")
    if (option) { point([...list.children].indexOf(option)) }
  })
  root.addEventListener("focusout", (event) => { if (!root.contains(event.relatedTarget)) { open(false) } })
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); leave() } })
  slash.addEventListener("change", () => { localStorage.setItem(KEPT, slash.checked ? "on" : "off") })
  line.ears.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !slash.checked || typing(event) || !root.isConnected) { return }
    event.preventDefault()
    before = deep(document)
    if (before === document.body) { before = null }
    field.focus()
  })
  return root
}
