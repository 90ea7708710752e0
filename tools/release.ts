// Makes a release of what is unreleased: the version in every file that names it, the heading in CHANGELOG.md, the released schema.
//
//   node tools/release.ts VERSION           changes the files, and prints the commands that commit, tag and publish them
//   node tools/release.ts --notes VERSION   prints the notes of a release from CHANGELOG.md

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const VERSION = /^\d+\.\d+\.\d+$/
const UNRELEASED = '## Unreleased\n'

/** Where the version stands in each file: what comes before it, and it. */
const PLACES: Readonly<Record<string, readonly RegExp[]>> = {
  'package.json': [/("version": ")[^"]+/],
  'packages/client/package.json': [/("version": ")[^"]+/],
  'packages/console/package.json': [/("version": ")[^"]+/, /("@holdfast\/(?:client|react)": ")[^"]+/g],
  'packages/react/package.json': [/("version": ")[^"]+/, /("@holdfast\/client": ")[^"]+/],
  'package-lock.json': [
    /("name": "holdfast",\s+"version": ")[^"]+/g,
    /("name": "@holdfast\/(?:client|console|react)",\s+"version": ")[^"]+/g,
    /("@holdfast\/(?:client|react)": ")[^"]+/g,
  ],
  'packages/python/pyproject.toml': [/^(version = ")[^"]+/m],
  'ops/helm/holdfast/Chart.yaml': [/^(version: )\S+/m, /^(appVersion: )\S+/m],
  'docs/client.md': [/(holdfast-client-)[\d.]+(?=\.tgz)/],
}

class Refused extends Error {}

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const write = (file: string, text: string) => writeFileSync(join(ROOT, file), text)

/** What CHANGELOG.md says below a heading. */
function notesBelow(heading: string): string {
  const [, rest] = read('CHANGELOG.md').split(heading)
  if (rest === undefined) throw new Refused(`CHANGELOG.md has no “${heading.trim()}”.`)
  return (rest.split(/^## /m)[0] ?? '').trim()
}

function notesOf(version: string): string {
  const [heading] = new RegExp(`^## ${version.replaceAll('.', '\\.')},.*\n`, 'm').exec(read('CHANGELOG.md')) ?? []
  if (!heading) throw new Refused(`CHANGELOG.md has no release ${version}.`)
  return notesBelow(heading)
}

function release(version: string): void {
  if (!VERSION.test(version)) throw new Refused(`“${version}” is no version: three numbers, such as 0.2.0.`)
  if (read('CHANGELOG.md').includes(`\n## ${version},`)) throw new Refused(`${version} was released already.`)
  if (notesBelow(UNRELEASED) === '') throw new Refused('Nothing is unreleased in CHANGELOG.md.')
  for (const [file, places] of Object.entries(PLACES)) {
    const text = read(file)
    for (const place of places) if (text.search(place) < 0) throw new Refused(`${file} has no version at ${place}.`)
    write(
      file,
      places.reduce((all, place) => all.replace(place, (_, before: string) => before + version), text),
    )
  }
  const heading = `## ${version}, ${new Date().toISOString().slice(0, 10)}\n`
  write('CHANGELOG.md', read('CHANGELOG.md').replace(UNRELEASED, `${UNRELEASED}\n${heading}`))
  execFileSync(process.execPath, [join(ROOT, 'tools/compareSchema.ts'), '--release'], { stdio: 'inherit' })
  process.stdout.write(`git commit -am 'Release ${version}'
git tag -s v${version} -m "$(node tools/release.ts --notes ${version})"
git push --follow-tags
npm publish -w packages/client -w packages/react
`)
}

try {
  const [first = '', second = ''] = process.argv.slice(2)
  if (first === '--notes') process.stdout.write(`${notesOf(second)}\n`)
  else release(first)
} catch (error) {
  if (!(error instanceof Refused)) throw error
  process.stderr.write(`release: ${error.message}\n`)
  process.exitCode = 2
}
