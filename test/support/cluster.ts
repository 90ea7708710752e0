// Databases of a Citus cluster. Each is a database of every machine, whose extension knows the other machines.

import pg from 'pg'

interface Node {
  readonly host: string
  readonly port: number
  readonly isCoordinator: boolean
}

const nodesOf = (url: string) =>
  connected(url, async (client) => {
    const { rows } = await client.query<Node>(
      `SELECT nodename AS host, nodeport AS port, groupid = 0 AS "isCoordinator" FROM pg_dist_node ORDER BY groupid`,
    )
    return rows
  })

function at(url: string, { host, port }: Node): URL {
  const there = new URL(url)
  there.host = `${host}:${port}`
  return there
}

/** The URLs of a database on each machine, first of the coordinator. */
export async function machinesOf(url: string): Promise<string[]> {
  return (await nodesOf(url)).map((node) => at(url, node).href)
}

/** Runs some work on a database of every machine of a cluster, first on the coordinator. */
async function onEach(url: string, name: string, work: (client: pg.Client, node: Node) => Promise<unknown>) {
  const nodes = await nodesOf(url)
  for (const node of nodes) {
    const there = at(url, node)
    there.pathname = name
    await connected(there.href, (client) => work(client, node))
  }
  return nodes
}

async function connected<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Each machine makes its database by itself. */
const ALONE = 'SET citus.enable_create_database_propagation = off'

/** Creates an empty database. */
export async function createOnCluster(url: string, name: string): Promise<void> {
  await onEach(url, 'postgres', async (client) => {
    await client.query(ALONE)
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${name}`)
  })
  const nodes = await onEach(url, name, (client) => client.query('CREATE EXTENSION citus'))
  await onEach(url, name, async (client, { isCoordinator }) => {
    if (!isCoordinator) return
    for (const { host, port, isCoordinator: isItself } of nodes) {
      await client.query(isItself ? 'SELECT citus_set_coordinator_host($1, $2)' : 'SELECT citus_add_node($1, $2)', [
        host,
        port,
      ])
    }
  })
}

/** Copies a database that only Citus's own workers are connected to. */
export async function copyOnCluster(url: string, template: string, name: string): Promise<void> {
  await onEach(url, 'postgres', async (client) => {
    await client.query(ALONE)
    await client.query(`SELECT pg_advisory_lock(1)`)
    await client.query(`ALTER DATABASE ${template} ALLOW_CONNECTIONS false`)
    await client.query(`SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1`, [template])
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`)
    await client.query(`SELECT pg_advisory_unlock(1)`)
  })
}

export async function dropOnCluster(url: string, name: string): Promise<void> {
  await onEach(url, 'postgres', async (client) => {
    await client.query(ALONE)
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  })
}
