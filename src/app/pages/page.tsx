import { render } from 'preact'
import { App } from './app.js'
import './app.css'

const root = document.getElementById('root')
if (root === null) throw new Error('This page was not served by evalscope-ts app: it has no #root.')
root.replaceChildren()
render(<App />, root)
