// What is read over the slide, of one class: the keys, with the switch of those of one character; what decisions rest on.
// One that is open is scrolled by the keys that step.
export function render({root, name}) {
  const box = root.querySelector(`.dialog.${name}`)
  let before = null
  const open = () => {
    before = root.getRootNode().activeElement
    box.hidden = false
    box.querySelector("h2").focus()
  }
  const is_open = () => Boolean(box) && !box.hidden
  const close = () => {
    if (!is_open()) { return false }
    box.hidden = true
    before?.focus?.()
    return true
  }
  const turn = () => { close() || (box && open()) }
  root.addEventListener("click", (event) => {
    if (event.target.closest(`[data-${name}]`)) { turn() }
  })
  return {turn, close, is_open}
}
