// Ends the process, whatever its threads do.
//
// Node's own exit waits for the threads that compile hot functions, and such a thread may wait for the main thread to collect garbage,
// which it does not do any more: then the process never ends (https://github.com/nodejs/node/issues/54918). So the process becomes
// another one, which has compiled nothing and exits. Its threads, connections and memory end with the program that it was.

import { existsSync } from 'node:fs'
import { flushCompileCache } from 'node:module'

/** This Node: on Linux by a name that stays right when an upgrade has removed its file meanwhile. */
const NODES = ['/proc/self/exe', process.execPath]

/** Ends the process with this exit code. All output must be written: what is on its way is lost. */
export function endProcess(code: number): never {
  const node = NODES.find((each) => existsSync(each))
  if (node && process.execve) {
    // As Node does when it exits.
    process.emit('exit', code)
    flushCompileCache()
    // It would warn that execve is an experiment.
    process.removeAllListeners('warning')
    // Without NODE_OPTIONS, which may name modules to load.
    process.execve(node, [process.execPath, '--eval', `process.exit(${code})`], {})
  }
  process.exit(code)
}
