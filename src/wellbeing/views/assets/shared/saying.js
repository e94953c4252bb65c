// What scripts say, in the language of the page. English stands in the code; another language comes with the page's tree.

const SAYS = {}
const phrase = (text, parts = {}) => (SAYS[text] ?? text).replace(/\{(\w+)\}/g, (whole, name) => parts[name] ?? whole)
