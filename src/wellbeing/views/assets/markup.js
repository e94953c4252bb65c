// A part of the page as escaped HTML. What is pressed or changed in it is sent as one message; focus, open
// sections and scroll positions survive a new text. What is in a closed section comes when it is opened.
function selector(active) {
  const within = active.localName === "summary" ? " > summary" : ""
  const {id} = within ? active.parentElement : active
  return id && `#${CSS.escape(id)}${within}`
}

function keep(root) {
  const active = root.getRootNode().activeElement
  return {
    focus: active && root.contains(active) ? selector(active) : "",
    open: [...root.querySelectorAll("details[open]")].map((part) => part.id),
    unfolded: [...root.querySelectorAll(".unfolded")].map((part) => part.id),
    scroll: [...root.querySelectorAll("[data-scroll]")].map((part) => [part.scrollLeft, part.scrollTop]),
  }
}

// What a narrow page leaves out until it is asked for (page.css); a wide one shows it always.
function fold(root, id) {
  const part = root.querySelector(`#${CSS.escape(id)}`)
  const is_shown = part?.classList.toggle("unfolded")
  root.querySelector(`[aria-controls="${CSS.escape(id)}"]`)?.setAttribute("aria-expanded", Boolean(is_shown))
}

function restore(root, kept) {
  for (const id of kept.open) {
    const part = id && root.querySelector(`#${CSS.escape(id)}`)
    if (part) { part.open = true }
  }
  for (const id of kept.unfolded) { fold(root, id) }
  root.querySelectorAll("[data-scroll]").forEach((part, i) => {
    if (kept.scroll[i]) { [part.scrollLeft, part.scrollTop] = kept.scroll[i] }
  })
  const again = kept.focus && root.querySelector(kept.focus)
  if (again) { again.focus({preventScroll: true}) }
}

function save(name, type, text) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([text], {type}))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}

function download({name, type, base64}) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  save(name, type, bytes)
}

// What opens the page at what is chosen. An address of this machine alone opens nothing elsewhere: of it, what stands
// behind its name, for whoever is served the same release (address.py).
function address({hostname, pathname, search, href}) {
  if (IN_CELL) { return "" }
  return /(^|\.)localhost$|^127\.|^\[?::1\]?$/.test(hostname) ? phrase("To open it again: the page of this release, at {address}", {address: `${pathname}${search}`}) : href
}

// Also where the page does not come by https, and the browser keeps its clipboard to itself.
async function copy(text) {
  if (navigator.clipboard && await navigator.clipboard.writeText(text).then(() => true, () => false)) { return }
  const field = document.createElement("textarea")
  field.value = text
  document.body.append(field)
  field.select()
  document.execCommand("copy")
  field.remove()
}

// The order of a list is the reader's own affair.
function sort(root, button) {
  for (const list of root.querySelectorAll("[data-walk]")) {
    const by = (one) => Number(one.dataset[button.dataset.sort])
    list.append(...[...list.children].sort((one, other) => by(one) - by(other) || one.dataset.size - other.dataset.size))
  }
  for (const one of root.querySelectorAll("[data-sort]")) { one.setAttribute("aria-pressed", one === button) }
}

// What is too wide for its place is scrolled by the keyboard too, where nothing in it takes the keyboard there.
function reach(root) {
  for (const one of root.querySelectorAll("[data-scroll]")) {
    const is_cut = one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight
    if (!is_cut || one.querySelector("a[href], button:not(:disabled, [tabindex='-1']), [tabindex='0']")) { one.removeAttribute("tabindex"); continue }
    one.tabIndex = 0
    one.setAttribute("role", "group")
    one.setAttribute("aria-label", one.querySelector("caption")?.textContent ?? phrase("A table"))
  }
}

// One stop for the tab key; arrows walk the rows.
function walk(event) {
  const step = {ArrowUp: -1, ArrowDown: 1}[event.key]
  const row = event.target.closest("[data-walk] > li")
  if (!step || !row) { return }
  const rows = [...row.getRootNode().querySelectorAll("[data-walk] > li > button:not(:disabled)")]
  const next = rows[rows.indexOf(event.target) + step]
  if (!next) { return }
  rows.forEach((one) => { one.tabIndex = one === next ? 0 : -1 })
  next.focus()
  event.preventDefault()
}

function arrows(event, root) {
  const step = {ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0]}[event.key]
  const here = event.target.closest("[data-row]")
  if (!step || !here) { return }
  const [row, column] = [Number(here.dataset.row) + step[0], Number(here.dataset.column || 0) + step[1]]
  const next = root.querySelector(`[data-row="${row}"][data-column="${column}"]`)
  if (!next) { return }
  if (here.hasAttribute("tabindex")) { [here.tabIndex, next.tabIndex] = [-1, 0] }
  next.focus()
  event.preventDefault()
}

// Which release this browser showed before the present one. It is kept here alone, as "before last".
function visited({dataset: {visit}}) {
  try {
    const [where, now] = visit.split(" ")
    const [before, last] = (localStorage.getItem(`wellbeing-seen:${where}`) ?? " ").split(" ")
    if (last === now) { return before }
    localStorage.setItem(`wellbeing-seen:${where}`, `${last} ${now}`)
    return last
  } catch { return "" }  // a browser that keeps nothing
}

export function render({model, line}) {
  const root = document.createElement("div")
  root.className = "part"
  const mark = () => {
    for (const one of root.querySelectorAll("[data-chosen]")) {
      one.setAttribute("aria-pressed", model.chosen.includes(one.id))
    }
    for (const box of root.querySelectorAll("[data-also]")) { box.checked = model.chosen.includes(box.id) }
    for (const list of root.querySelectorAll("select[data-marked]")) {
      list.selectedIndex = Math.max(0, [...list.options].findIndex((one) => model.chosen.includes(one.id)))
    }
  }
  // With Ctrl, Cmd or Shift what is pressed is chosen beside what is chosen already, or let go of.
  const choose = (pressed, {ctrlKey, metaKey, shiftKey}) => {
    const set = JSON.parse(pressed.dataset.set || "{}"), more = ctrlKey || metaKey || shiftKey
    line.ask(model, more && (set.area || set.stakeholder) ? {add: set} : {set, do: pressed.dataset.do || ""})
  }
  const put = () => {
    const kept = keep(root)
    root.innerHTML = model.shown
    mark()
    restore(root, kept)
    root.querySelectorAll("[data-visit]").forEach(visited)
    requestAnimationFrame(() => reach(root))
  }
  put()
  model.on("shown", put)
  model.on("chosen", mark)
  model.on("msg:custom", (said) => {
    if (said.base64) { download(said) }
  })
  root.addEventListener("click", async (event) => {
    const folds = event.target.closest("[data-folds]")
    if (folds) { return fold(root, folds.getAttribute("aria-controls")) }
    const pressed = event.target.closest("[data-set],[data-do],[data-sort],[data-go]")
    if (pressed?.dataset.sort) { return sort(root, pressed) }
    if (pressed?.dataset.go) { return line.near.dispatchEvent(new CustomEvent("go", {detail: pressed.dataset.go})) }
    if (!pressed || pressed.matches("select")) { return }
    if (pressed.dataset.do === "copy") {
      const {from} = pressed.dataset
      await copy(from ? root.querySelector(`#${from}`).textContent : `${root.querySelector("[data-copy]").textContent}\n${address(location)}`.trimEnd())
      if (!from) { line.ask(model, {do: "copied"}) }
      pressed.textContent = pressed.dataset.done
      pressed.focus()
      return
    }
    choose(pressed, event)
    const menu = pressed.closest("details.menu")
    if (menu) { menu.open = false }
  })
  root.addEventListener("input", ({target}) => {
    if (target.dataset.range) { target.parentElement.querySelector("output").value = target.value }
  })
  root.addEventListener("change", (event) => {
    const {dataset, value, selectedOptions} = event.target
    if (dataset.range) {
      line.ask(model, {set: {[dataset.range]: value}})
      return
    }
    if (dataset.also) {
      mark()
      line.ask(model, {add: {[dataset.also]: value}})
      return
    }
    const field = selectedOptions?.[0]?.dataset.field ?? dataset.field
    if (!field) { return }
    // The list names what the page shows, so it turns when the answer comes, and not before.
    event.target.value = [...event.target.options].find((one) => one.defaultSelected)?.value ?? ""
    mark()
    line.ask(model, {set: {[field]: value}, do: ""})
  })
  window.addEventListener("resize", () => reach(root))
  root.addEventListener("toggle", ({target}) => {
    reach(root)
    if (target.open && target.dataset.closed !== undefined) {
      line.ask(model, {unfold: target.id, ...(target.dataset.visit && {visited: visited(target)})})
    }
    if (!target.open && target.dataset.whole !== undefined && target.dataset.closed === undefined) { line.ask(model, {fold: target.id}) }
  }, true)
  root.addEventListener("keydown", (event) => {
    arrows(event, root)
    walk(event)
    const pressed = event.shiftKey && (event.key === "Enter" || event.key === " ") && event.target.closest("button[data-set]")
    if (pressed) { event.preventDefault(); choose(pressed, event) }
  })
  // A menu closes by a press elsewhere or on what takes something away, and by Escape, which then does no more.
  const menus = () => root.isConnected ? [...root.querySelectorAll("details.menu[open]")] : []
  line.ears.addEventListener("pointerdown", (event) => {
    for (const menu of menus()) { menu.open = event.composedPath().includes(menu) }
  })
  line.ears.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") { return }
    for (const menu of menus()) {
      menu.open = false
      menu.querySelector("summary").focus()
      event.stopImmediatePropagation()
    }
  }, true)
  // Shown where it is asked for in another part: opened, scrolled to, and given the keyboard.
  line.near.addEventListener("go", ({detail}) => {
    const target = root.isConnected && root.querySelector(`#${CSS.escape(detail)}`)
    if (!target) { return }
    if (target.localName === "details") { target.open = true }
    target.scrollIntoView({block: "start"})
    ;(target.matches("[tabindex]") ? target : target.querySelector("summary") ?? target).focus({preventScroll: true})
  })
  return root
}
