// The keys, explained over the slide; the switch of single-letter keys is here.
export function render({root}) {
  const help = root.querySelector(".help")
  let before = null
  const open = () => {
    before = root.getRootNode().activeElement
    help.hidden = false
    help.querySelector("h2").focus()
  }
  const close = () => {
    if (help.hidden) { return false }
    help.hidden = true
    before?.focus?.()
    return true
  }
  const turn = () => { close() || open() }
  root.addEventListener("click", (event) => {
    if (event.target.closest("[data-help]")) { turn() }
  })
  return {turn, close}
}
