// What each column of the rows is for, and the model and operation of rows that do not say it.

import { Select } from '@mantine/core'
import { Card } from '../parts/Card.tsx'
import { fieldsOf, type Rule } from '../tasks/fields.ts'
import { texts } from '../texts/index.ts'
import type { Sheet } from './csv.ts'
import type { Plan, Target } from './plan.ts'

interface ColumnsProps {
  readonly sheet: Sheet
  readonly rules: readonly Rule[]
  readonly plan: Plan
  readonly onChange: (plan: Plan) => void
}

const FIXED = ['none', 'model', 'operation', 'tags', 'maxCredits', 'externalId'] as const

export function Columns({ sheet, rules, plan, onChange }: ColumnsProps) {
  const t = texts.tasks.import
  const known = fieldsOf(rules).map(({ name }) => name)
  const set = (place: number, target: Target) =>
    onChange({
      ...plan,
      // Each thing comes from one column.
      targets: plan.targets.map((last, i) => (i === place ? target : last === target ? 'none' : last)),
    })
  return (
    <Card title={t.columns}>
      <div className="task-columns">
        {sheet.columns.map((column, i) => (
          <Select
            key={column}
            label={column}
            description={sheet.rows.find((cells) => cells[i])?.[i]?.slice(0, 80) ?? t.emptyColumn}
            data={choicesOf(column, known)}
            value={plan.targets[i] ?? 'none'}
            onChange={(target) => target && set(i, target as Target)}
            allowDeselect={false}
            searchable
          />
        ))}
        <Defaults rules={rules} plan={plan} onChange={onChange} />
      </div>
    </Card>
  )
}

function choicesOf(column: string, known: readonly string[]) {
  const t = texts.tasks.import
  const names = known.includes(column) ? known : [...known, column]
  return [
    { group: t.ofTask, items: FIXED.map((value) => ({ value, label: t.targets[value] })) },
    {
      group: t.ofInput,
      items: names.map((name) => ({ value: `input:${name}`, label: texts.tasks.new.labels[name] ?? name })),
    },
  ]
}

function Defaults({ rules, plan, onChange }: Omit<ColumnsProps, 'sheet'>) {
  const t = texts.tasks.import
  const hasModels = plan.targets.includes('model')
  const models = unique(rules.map(({ model }) => model))
  const operations = unique(
    rules.filter(({ model }) => hasModels || model === plan.model).map(({ operation }) => operation),
  )
  return (
    <>
      <Select
        label={hasModels ? t.modelElse : t.modelOfAll}
        description={hasModels ? t.elseText : t.ofAllText}
        data={models}
        value={plan.model}
        onChange={(model) => onChange({ ...plan, model })}
        clearable
        searchable
      />
      <Select
        label={plan.targets.includes('operation') ? t.operationElse : t.operationOfAll}
        description={plan.targets.includes('operation') ? t.elseText : t.ofAllText}
        data={operations}
        value={plan.operation}
        onChange={(operation) => onChange({ ...plan, operation })}
        clearable
        searchable
      />
    </>
  )
}

const unique = (names: readonly string[]) => [...new Set(names)].sort()
