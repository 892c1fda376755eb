import type { ComponentProps } from 'react';
import type { Chart } from '../kit/chart.tsx';

type Option = ComponentProps<typeof Chart>['option'];
/** A name and a percentage, `97.50%` or `-` where there is none. */
type Bar = readonly [name: string, percentage: string];

/** Percentages as lying bars, so that long names of firms find room, the first above. */
export const percentBars = (bars: readonly Bar[]): Option => ({
  grid: { left: 8, right: 64, top: 8, bottom: 8, containLabel: true },
  xAxis: { type: 'value', min: 0, max: 100, axisLabel: { formatter: '{value}%', hideOverlap: true }, interval: 25 },
  yAxis: {
    type: 'category',
    inverse: true,
    data: bars.map(([name]) => name),
    axisLabel: { width: 110, overflow: 'break' },
  },
  series: [
    {
      type: 'bar',
      barMaxWidth: 28,
      data: bars.map(([, percentage]) => percentage.replace('%', '')),
      label: { show: true, position: 'right', formatter: '{c}%' },
    },
  ],
});

/** How high a drawing of so many bars is: one bar in the height of ten looks lost. */
export const heightOf = (bars: number): string =>
  bars <= 2 ? 's-bars-few' : bars <= 6 ? 's-bars-some' : 's-bars-many';
