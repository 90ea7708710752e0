// Checks the licences of the packages that Holdfast needs as it runs: each must be one that a company can accept without a lawyer.
//
//   node tools/checkLicences.ts          a line for each package whose licence is not allowed, and exit code 1 if there is one
//   node tools/checkLicences.ts --list   a line for each package: its licence, name and version

import satisfies from 'spdx-satisfies'
import { type Component, readBom } from './bom.ts'

/** None asks for more than its text beside a copy. MPL-2.0 also asks for the sources of its own files, which npm has. */
const ALLOWED = [
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0'],
  ...['ISC', 'MIT', 'MIT-0', 'MPL-2.0', 'Python-2.0', 'Unlicense', 'Zlib'],
]

/** Packages that don't name their licence in package.json, and what their file LICENSE is. */
const UNSAID: Readonly<Record<string, string>> = { 'png-js': 'MIT' }

function licenceOf({ name, licenses = [] }: Component): string {
  const said = licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? '')
  return said.join(' AND ') || (UNSAID[name] ?? 'none')
}

function isAllowed(licence: string): boolean {
  try {
    return satisfies(licence, ALLOWED)
  } catch {
    // It is no expression of SPDX.
    return false
  }
}

const packages = readBom().components.map((each) => ({ ref: each['bom-ref'], licence: licenceOf(each) }))
if (process.argv.includes('--list'))
  process.stdout.write(packages.map(({ ref, licence }) => `${licence.padEnd(14)} ${ref}\n`).join(''))
for (const { ref, licence } of packages.filter((each) => !isAllowed(each.licence))) {
  process.stderr.write(
    `${ref} has the licence “${licence}”, which is not allowed. Use another package, or see tools/checkLicences.ts.\n`,
  )
  process.exitCode = 1
}
