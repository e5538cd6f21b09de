import { render } from 'preact'
import type { Report } from '../types.js'
import './page.css'
import { ReportPage } from './report-page.js'

const data = document.getElementById('report')
const root = document.getElementById('root')
if (data === null || root === null) throw new Error('This page was not written by htmlReport: it has no #report or no #root.')

// htmlReport wrote it from a Report.
const report = JSON.parse(data.textContent) as Report
root.replaceChildren()
render(<ReportPage report={report} />, root)
