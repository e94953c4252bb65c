// What the page does beside being read: slides by keys, and answers from the published cells inside it.
"use strict";
const root = document.documentElement
const scenes = [...document.querySelectorAll(".scene")]
const asked = JSON.parse(document.getElementById("asked").textContent)
let at = 0
let step = 0

function show() {
  scenes.forEach((scene, number) => scene.classList.toggle("now", number === at))
  for (const one of scenes[at].querySelectorAll("[data-step]")) {
    one.classList.toggle("waiting", Number(one.dataset.step) > step)
  }
  history.replaceState(null, "", `#${scenes[at].id}`)
  scenes[at].querySelector("h2").focus()
}

function go(scene, within = 0) {
  at = Math.min(Math.max(scene, 0), scenes.length - 1)
  step = within
  show()
}

function forth() {
  if (step < Number(scenes[at].dataset.steps)) { step += 1; show() } else if (at < scenes.length - 1) { go(at + 1) }
}

function back() {
  if (step > 0) { step -= 1; show() } else if (at > 0) { go(at - 1, Number(scenes[at - 1].dataset.steps)) }
}

function present() {
  root.classList.add("slides")
  go(Math.max(0, scenes.findIndex((scene) => `#${scene.id}` === location.hash)))
}

function read() {
  root.classList.remove("slides")
  for (const one of document.querySelectorAll(".waiting")) { one.classList.remove("waiting") }
  scenes[at].scrollIntoView()
}

const KEYS = {
  ArrowRight: forth, PageDown: forth, " ": forth, ArrowLeft: back, PageUp: back,
  Home: () => go(0), End: () => go(scenes.length - 1), Escape: read,
}

document.addEventListener("keydown", (event) => {
  if (!root.classList.contains("slides") || event.ctrlKey || event.metaKey || event.altKey) { return }
  const deed = KEYS[event.key] ?? (/^[1-9]$/.test(event.key) ? () => go(Number(event.key) - 1) : null)
  if (deed) { event.preventDefault(); deed() }
})

const where = document.getElementById("where")
const who = document.getElementById("who")
const list = document.querySelector("#list tbody")

function cellOf(area, type) { return asked.cells[`${area}|${type}`] }

function line() {
  const made = document.createElement("tr")
  for (const name of ["th", "td", "td"]) { made.append(document.createElement(name)) }
  made.firstChild.scope = "row"
  return made
}

// A row is written again where it says otherwise, so that a choice moves no more than it changes.
function write(row, cell, isChosen) {
  const texts = [`${cell.sign} ${cell.name}`, cell.text, cell.words]
  texts.forEach((text, number) => { say(row.children[number], text) })
  row.classList.toggle("chosen", isChosen)
}

function say(part, text) { if (part.textContent !== text) { part.textContent = text } }

function paint(shape, key) { if (shape.dataset.key !== key) { shape.dataset.key = key } }

// Who lacks voices is named on the map, and what is chosen first: of two names that meet the second is left out.
const shapes = [...document.querySelectorAll(".ask .area")]
const called = new Map([...where.options].map((one) => [one.value, one.textContent]))
const names = new Map([...document.querySelectorAll(".ask [data-name]")].map((one) => [one.dataset.name, one]))

function label(area, type) {
  const told = []
  for (const [region, name] of names) {
    const cell = cellOf(region, type)
    const isTold = cell && (region === area || cell.lacks)
    name.classList.toggle("left-out", !isTold)
    if (!isTold) { continue }
    say(name.children[0], name.dataset.short ?? called.get(region))
    say(name.children[1], cell.of ? `${cell.text} of ${cell.of}` : cell.text)
    region === area ? told.unshift(name) : told.push(name)
  }
  const placed = []
  for (const name of told) {
    const {x, y, width, height} = name.getBBox()
    const meets = placed.some((one) => x < one.x + one.width && one.x < x + width && y < one.y + one.height && one.y < y + height)
    meets ? name.classList.add("left-out") : placed.push({x, y, width, height})
  }
}

// The map shows the chosen type in every region. The list: the types of a chosen region, else the regions of the type.
function answer() {
  const area = where.value
  const type = who.value
  const answer = document.getElementById("answer")
  answer.textContent = cellOf(area, type)?.sentence ?? answer.dataset.none
  for (const shape of shapes) {
    paint(shape, cellOf(shape.dataset.area, type)?.key ?? "unsaid")
    shape.classList.toggle("chosen", shape.dataset.area === area)
  }
  const options = area ? [...who.options] : [...where.options]
  const cells = options.map((one) => (area ? [area, one.value] : [one.value, type]))
  const told = cells.filter(([one, other]) => cellOf(one, other))
  while (list.children.length < told.length) { list.append(line()) }
  while (list.children.length > told.length) { list.lastChild.remove() }
  told.forEach(([one, other], at) => write(list.children[at], cellOf(one, other), one === area && other === type))
  label(area, type)
  const [place, people] = [where, who].map((one) => one.selectedOptions[0].textContent)
  document.querySelector("#list caption").textContent = `${place} · ${people}`
}

for (const one of [where, who]) { one.addEventListener("change", answer) }
for (const shape of shapes) {
  shape.addEventListener("click", () => { where.value = shape.dataset.area; answer() })
}
for (const lead of document.querySelectorAll("[data-ask]")) {
  lead.addEventListener("click", () => { [where.value, who.value] = lead.dataset.ask.split("|"); answer() })
}
for (const one of document.querySelectorAll(".ask, .controls")) { one.hidden = false }
document.getElementById("present").addEventListener("click", present)
answer()
