// The packages that Holdfast needs as it runs, as npm writes them down in CycloneDX: their versions, hashes and licences.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import packageJson from '../package.json' with { type: 'json' }

const ROOT = join(import.meta.dirname, '..')
const BYTES_MAX = 64 * 2 ** 20

interface Locked {
  readonly version?: string
  readonly dev?: boolean
  /** Needed for development, and an option of what runs. */
  readonly devOptional?: boolean
}

export interface Component {
  /** name@version */
  readonly 'bom-ref': string
  readonly name: string
  readonly version: string
  readonly licenses?: readonly {
    readonly license?: { readonly id?: string; readonly name?: string }
    readonly expression?: string
  }[]
}

interface Dependency {
  readonly ref: string
  readonly dependsOn?: readonly string[]
}

export interface Bom {
  readonly metadata: { readonly component: object }
  readonly components: readonly Component[]
  readonly dependencies: readonly Dependency[]
}

/** name@version of each package that is needed as Holdfast runs, wherever it lies in node_modules. */
function neededRefs(): Set<string> {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>
  }
  const needed = Object.entries(packages).filter(([path, { dev, devOptional }]) => path && !dev && !devOptional)
  return new Set(needed.map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`))
}

/**
 * All packages that are installed, without those that only development needs. npm's own `--omit=dev` also omits what both need, and
 * it takes the name of the folder for ours.
 */
export function readBom(): Bom {
  const output = execFileSync('npm', ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application'], {
    ...{ cwd: ROOT, encoding: 'utf8', maxBuffer: BYTES_MAX },
  })
  const bom: Bom = JSON.parse(output)
  const component = { ...bom.metadata.component, name: packageJson.name }
  return only({ ...bom, metadata: { ...bom.metadata, component } }, neededRefs())
}

/** Leaves only these packages (name@version), and of what depends on what only that of these. */
export function only(bom: Bom, refs: ReadonlySet<string>): Bom {
  const own = `${packageJson.name}@${packageJson.version}`
  const isLeft = (ref: string) => ref === own || refs.has(ref)
  return {
    ...bom,
    components: bom.components.filter((each) => isLeft(each['bom-ref'])),
    dependencies: bom.dependencies
      .filter(({ ref }) => isLeft(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(isLeft) })),
  }
}
