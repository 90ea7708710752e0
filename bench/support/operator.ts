// The platform as a caller with all scopes.

import { ALL_PLATFORM_SCOPES, type Operator } from '../../src/access/roles.ts'

export const OPERATOR: Operator = {
  kind: 'operator',
  keyId: '',
  lineageId: '',
  name: 'operator',
  platformScopes: ALL_PLATFORM_SCOPES,
  allowedAddresses: [],
  isSession: false,
  keyExpiresAt: null,
  expiresAt: null,
}
