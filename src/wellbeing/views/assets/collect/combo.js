// A field in which one of a list is chosen by typing its beginning, in any of its spellings, with or without macrons and
// apostrophes, whichever mark stands for one.
const MOST = 8, APOSTROPHES = /['’‘‛`´ʻʼʹʾʿˈ′]/gu
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(APOSTROPHES, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim()

export function render({input, options, allow = () => true, chosen = () => {}}) {
  const list = input.parentElement.querySelector("[role=listbox]")
  const known = options.map((one) => ({...one, keys: [one.label, ...one.also ?? []].map(plain)}))
  let found = [], active = -1

  const exact = (text) => known.find((one) => allow(one) && one.keys.includes(plain(text))) ?? known.find((one) => one.keys.includes(plain(text)))
  function search(text) {
    const typed = plain(text)
    const rank = (one) => Math.min(...one.keys.map((key) => key === typed ? 0 : key.startsWith(typed) ? 1 : key.includes(` ${typed}`) ? 2 : 9))
    return known.filter((one) => allow(one) && (!typed || rank(one) < 9)).sort((one, other) => rank(one) - rank(other)).slice(0, MOST)
  }
  function show(is) {
    list.hidden = !is || !found.length
    input.setAttribute("aria-expanded", String(!list.hidden))
    if (list.hidden) { input.removeAttribute("aria-activedescendant"); return }
    list.replaceChildren(...found.map((one, i) => {
      const item = document.createElement("li")
      item.id = `${list.id}-${i}`
      item.setAttribute("role", "option")
      item.setAttribute("aria-selected", String(i === active))
      item.textContent = one.label
      if (one.within?.length) {
        const where = document.createElement("span")
        where.className = "quiet"
        where.textContent = ` ${one.within.join(", ")}`
        item.append(where)
      }
      return item
    }))
    if (active >= 0) { input.setAttribute("aria-activedescendant", `${list.id}-${active}`) } else { input.removeAttribute("aria-activedescendant") }
  }
  function choose(one) {
    input.value = one.label
    show(false)
    chosen(one)
    input.dispatchEvent(new Event("input", {bubbles: true}))
    show(false)
  }
  input.addEventListener("input", (event) => {
    if (!event.isTrusted) { return }
    found = search(input.value)
    active = input.value && found.length ? 0 : -1
    show(true)
  })
  input.addEventListener("keydown", (event) => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key]
    if (step) {
      event.preventDefault()
      if (list.hidden) { found = search(exact(input.value) ? "" : input.value); active = -1 }
      active = found.length ? (active + step + found.length) % found.length : -1
      show(true)
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault()
      event.stopPropagation()
      show(false)
    } else if (event.key === "Enter" && !list.hidden && active >= 0 && !event.ctrlKey && found[active].label !== input.value) {
      event.preventDefault()
      choose(found[active])
    } else if (event.key === "Tab" && !list.hidden && active >= 0) {
      choose(found[active])
    }
  })
  input.addEventListener("blur", () => {
    const one = exact(input.value)
    show(false)
    if (one && one.label !== input.value) { choose(one) } else if (one) { chosen(one) }
  })
  input.addEventListener("focus", () => input.select())
  list.addEventListener("mousedown", (event) => {
    event.preventDefault()
    const item = event.target.closest("li")
    if (item) { choose(found[[...list.children].indexOf(item)]) }
  })
  return {exact, isKnown: () => !input.value.trim() || Boolean(exact(input.value)), close: () => show(false)}
}
