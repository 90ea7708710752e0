// Reads a row that exists, by its organization and its id: such as one that a command has just made or changed.

interface Table<Row> {
  findUniqueOrThrow(query: { where: { organizationId_id: { organizationId: string; id: string } } }): Promise<Row>
}

/** Reads a row of a table (`prisma.budget`) that exists. Throws if it does not. */
export function rowOf<Row>(table: Table<Row>, organizationId: string, id: string): Promise<Row> {
  return table.findUniqueOrThrow({ where: { organizationId_id: { organizationId, id } } })
}
