// Stacked bars over time, such as credits by day and model: with a legend, a box that says what a bar is made of, the arrow keys, and
// a table of the same numbers for screen readers.

import { VisuallyHidden } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { AxisBottom, AxisLeft } from '@visx/axis'
import { Group as Layer } from '@visx/group'
import { scaleBand, scaleLinear } from '@visx/scale'
import { Bar } from '@visx/shape'
import { type KeyboardEvent, useState } from 'react'
import { texts } from '../texts/index.ts'
import { formatCompact, formatNumber } from './format.ts'
import './barChart.css'

export interface Column {
  readonly key: string
  /** Under the axis. */
  readonly label: string
  /** In the box and in the table, in full. */
  readonly title: string
  /** By series. */
  readonly values: Readonly<Record<string, number>>
}

export interface BarChartProps {
  /** What it shows, for screen readers. */
  readonly label: string
  readonly columns: readonly Column[]
  /** The series, from the bottom of a bar to its top. */
  readonly series: readonly string[]
  readonly height?: number
  /** True: the values are levels, such as a balance, and are drawn as one line over time. There is one series. */
  readonly isLevel?: boolean
  /** Called with the column that is clicked, or chosen with Enter. */
  readonly onChoose?: (column: Column) => void
}

const MARGIN = { top: 8, right: 18, bottom: 26, left: 44 }
const COLORS = 8

export function BarChart({ label, columns, series, height = 240, isLevel = false, onChoose }: BarChartProps) {
  const { ref, width } = useElementSize()
  const [at, setAt] = useState<number | null>(null)
  const shown = at === null ? null : (columns[at] ?? null)
  const totals = columns.map(({ values }) => series.reduce((sum, name) => sum + (values[name] ?? 0), 0))
  const step = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (by) setAt((last) => Math.min(columns.length - 1, Math.max(0, (last ?? -by) + by)))
    else if (event.key === 'Escape') setAt(null)
    else if (event.key === 'Enter' && shown) onChoose?.(shown)
    else return
    event.preventDefault()
  }
  return (
    <figure className="chart" style={{ minHeight: height }}>
      <div className="chart-frame" ref={ref} style={{ height }}>
        {width > 0 ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys go through the bars.
          <div tabIndex={0} role="application" aria-label={label} onKeyDown={step} onBlur={() => setAt(null)}>
            <Bars {...{ columns, series, totals, width, height, isLevel, at, setAt }} onChoose={onChoose} />
          </div>
        ) : null}
        {shown && at !== null ? (
          <Box column={shown} series={series} total={totals[at] ?? 0} isRight={at > columns.length / 2} />
        ) : null}
      </div>
      <figcaption className="chart-legend">
        {series.map((name, i) => (
          <span key={name}>
            <i className={`chart-color-${i % COLORS}`} aria-hidden="true" />
            {name}
          </span>
        ))}
      </figcaption>
      <VisuallyHidden>
        <table>
          <caption>{label}</caption>
          <tbody>
            {columns.map(({ key, title }, i) => (
              <tr key={key}>
                <th scope="row">{title}</th>
                <td>{formatNumber(totals[i] ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </figure>
  )
}

interface BarsProps extends Pick<BarChartProps, 'columns' | 'series' | 'onChoose'> {
  readonly isLevel: boolean

  readonly totals: readonly number[]
  readonly width: number
  readonly height: number
  readonly at: number | null
  readonly setAt: (at: number | null) => void
}

function Bars({ columns, series, totals, width, height, isLevel, at, setAt, onChoose }: BarsProps) {
  const inner = { width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom }
  const x = scaleBand({ domain: columns.map(({ key }) => key), range: [0, inner.width], padding: 0.28 })
  const y = scaleLinear({ domain: [0, Math.max(...totals, 1)], range: [inner.height, 0], nice: 4 })
  const every = Math.ceil((columns.length * 52) / Math.max(inner.width, 1))
  const labels = new Map(columns.map(({ key, label }) => [key, label]))
  return (
    <svg width={width} height={height} aria-hidden="true" onMouseLeave={() => setAt(null)}>
      <Layer left={MARGIN.left} top={MARGIN.top}>
        <AxisLeft
          scale={y}
          numTicks={4}
          hideAxisLine
          tickFormat={(value) => formatCompact(Number(value))}
          tickClassName="chart-tick"
          tickLineProps={{ className: 'chart-line', x2: inner.width, x1: 0 }}
        />
        {columns.map(({ key, values }, i) => {
          let top = inner.height
          const parts = (isLevel ? [] : series).map((name, s) => {
            const size = inner.height - y(values[name] ?? 0)
            top -= size
            return size > 0 ? (
              <Bar
                key={name}
                className={`chart-bar chart-color-${s % COLORS}`}
                x={x(key) ?? 0}
                width={x.bandwidth()}
                y={top}
                height={size}
              />
            ) : null
          })
          return (
            <g key={key} className={at === i ? 'chart-column chart-at' : 'chart-column'}>
              {/* The whole height answers to the pointer, also above a low bar. */}
              <Bar
                className={onChoose ? 'chart-hit chart-choice' : 'chart-hit'}
                x={(x(key) ?? 0) - (x.step() - x.bandwidth()) / 2}
                width={x.step()}
                y={0}
                height={inner.height}
                onMouseEnter={() => setAt(i)}
                onClick={() => onChoose?.(columns[i] as Column)}
              />
              {parts}
            </g>
          )
        })}
        {isLevel ? (
          <Level
            points={totals.map((total, i) => [(x(columns[i]?.key ?? '') ?? 0) + x.bandwidth() / 2, y(total)])}
            bottom={inner.height}
          />
        ) : null}
        <AxisBottom
          top={inner.height}
          scale={x}
          tickValues={columns.filter((_, i) => i % every === 0).map(({ key }) => key)}
          tickFormat={(key) => labels.get(String(key)) ?? ''}
          hideTicks
          axisLineClassName="chart-line"
          tickClassName="chart-tick"
        />
      </Layer>
    </svg>
  )
}

interface LevelProps {
  readonly points: readonly (readonly [x: number, y: number])[]
  readonly bottom: number
}

/** A line, and the ground below it. */
function Level({ points, bottom }: LevelProps) {
  const line = points.map(([x, y]) => `${x},${y}`).join('L')
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return null
  return (
    <>
      <path className="chart-ground" d={`M${line}L${last[0]},${bottom}L${first[0]},${bottom}Z`} />
      <path className="chart-level" d={`M${line}`} />
    </>
  )
}

interface BoxProps {
  readonly column: Column
  readonly series: readonly string[]
  readonly total: number
  readonly isRight: boolean
}

function Box({ column, series, total, isRight }: BoxProps) {
  return (
    <div className="chart-box" style={isRight ? { left: MARGIN.left + 8 } : { right: 8 }} role="status">
      <strong>{column.title}</strong>
      {series.map((name, i) =>
        column.values[name] ? (
          <span key={name}>
            <i className={`chart-color-${i % COLORS}`} aria-hidden="true" />
            {name}
            <b>{formatNumber(column.values[name])}</b>
          </span>
        ) : null,
      )}
      <span className="chart-total">
        {texts.common.total}
        <b>{formatNumber(total)}</b>
      </span>
    </div>
  )
}
