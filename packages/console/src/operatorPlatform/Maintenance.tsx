// Maintenance of all organizations: it begins with a message for those who are refused, and ends.

import { MaintenanceForm } from '../operator/MaintenanceForm.tsx'

export function Maintenance() {
  return <MaintenanceForm organizationId={null} reason={null} />
}
