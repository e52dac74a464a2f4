// The statement's rows on Express, nunjucks and better-sqlite3: no session, no audit.
const express = require('express')
const nunjucks = require('nunjucks')
const { readFileSync } = require('fs')
const [port, database, citizen, head, tail] = process.argv.slice(2)

const app = express()
app.disable('x-powered-by').disable('etag')
nunjucks.configure(__dirname, { autoescape: true, express: app })
const db = require('better-sqlite3')(database, { readonly: true })
const select = db.prepare(
  'SELECT kind, from_date, to_date, weeks_right, weeks_measure, pay_cents, employer ' +
  'FROM contributions WHERE citizen_id = ? ORDER BY year, from_date')
const around = { head: readFileSync(head, 'utf8'), tail: readFileSync(tail, 'utf8') }
const who = Buffer.from(citizen, 'hex')

const number = hundredths => (hundredths / 100).toFixed(2).replace('.', ',').replace(/\B(?=(\d{3})+(?=,))/g, '.')
const date = iso => iso.split('-').reverse().join('/')
const worded = row => ({
  kind: row.kind, employer: row.employer, from: date(row.from_date), to: date(row.to_date),
  right: number(row.weeks_right), measure: number(row.weeks_measure),
  pay: row.pay_cents === null ? '' : `${number(row.pay_cents)} euro`,
})

app.get('/statement', (_, response) =>
  response.render('statement.html', { ...around, rows: select.all(who).map(worded) }))
app.listen(Number(port), '127.0.0.1')
