// Joins the capabilities' parts into one schema.

import './scalars.ts'
import '../organizations/schema.ts'
import '../wallets/schema.ts'
import '../wallets/disputes.schema.ts'
import '../wallets/integrity.schema.ts'
import '../wallets/mutations.schema.ts'
import '../wallets/outlook.schema.ts'
import '../wallets/transfers.schema.ts'
import '../budgets/schema.ts'
import '../plans/schema.ts'
import '../plans/clock.schema.ts'
import '../pricing/schema.ts'
import '../pricing/catalogue.schema.ts'
import '../pricing/quotes.schema.ts'
import '../publications/schema.ts'
import '../tasks/schema.ts'
import '../tasks/leases.schema.ts'
import '../tasks/maintenance.schema.ts'
import { builder } from './builder.ts'

export const schema = builder.toSchema()
