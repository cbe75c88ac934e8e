// First of all: what follows looks for session storage while it is read.
import './withoutStorage.ts'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { attachWedge } from './window/scan/wedge/attachWedge.ts'
import { App } from './shell/App.tsx'
import { drawFirst } from './shell/drawFirst.tsx'
import { createDesk } from './shell/createDesk.tsx'
import '../ui/tokens.css'
import '../ui/base.css'
import '../ui/buttons.css'
import '../ui/fields.css'
import '../ui/choices.css'
import '../ui/floating.css'
import '../ui/display.css'
import '../ui/rows.css'
import '../ui/panels.css'

const made = createDesk()
const { desk, wedge, idle, listen, first } = made
// Before anything else listens to keys: a gun's Enter must not press a button.
window.addEventListener('keydown', idle.note, true)
attachWedge(window, { ...wedge, flush: () => flushSync(() => undefined) })
desk.scans.setListening(true)
listen()
const root = createRoot(document.querySelector('#root')!)
void drawFirst(first, (node) => root.render(node), <App {...made} />)
