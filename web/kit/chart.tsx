import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { type ReactNode, useEffect, useRef } from 'react';

interface ChartProps {
  /** What it shows, in a sentence, for whoever does not see it. */
  readonly label: string;
  /** Of ECharts; colours and typeface are ours unless it says others. */
  readonly option: EChartsCoreOption;
  /** The figures themselves, as a table: a drawing is never the only place where they stand. */
  readonly children: ReactNode;
}

const colours = ['#0b5c6b', '#b36b00', '#4a7a4f', '#7a4a6d', '#5a6a73', '#a82a21'];

/** A canvas has no typeface of its own: it is told the page's. */
const ours = (frame: Element | null) => ({
  color: colours,
  textStyle: { fontFamily: frame === null ? 'sans-serif' : getComputedStyle(frame).fontFamily, color: '#1b2a31' },
  grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
  // Drawn on the canvas: a tooltip of markup would have styles in it, which the content policy forbids.
  tooltip: { trigger: 'axis', renderMode: 'richText' },
  animation: false,
});

/** A drawing by ECharts, which is loaded once the place for it comes into sight: it is more than all the rest of a page. */
export function Chart({ label, option, children }: ChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | undefined>(undefined);
  const latest = useRef(option);
  latest.current = option;
  useEffect(() => {
    let gone = false;
    const observer = new ResizeObserver(() => chart.current?.resize());
    const draw = async () => {
      const { init } = await import('./echarts.ts');
      if (gone || frame.current === null) return;
      chart.current = init(frame.current);
      chart.current.setOption({ ...ours(frame.current), ...latest.current });
      observer.observe(frame.current);
    };
    const nearing = new IntersectionObserver((places) => {
      if (!places.some(({ isIntersecting }) => isIntersecting)) return;
      nearing.disconnect();
      void draw();
    });
    if (frame.current !== null) nearing.observe(frame.current);
    return () => {
      gone = true;
      nearing.disconnect();
      observer.disconnect();
      chart.current?.dispose();
      chart.current = undefined;
    };
  }, []);
  useEffect(() => chart.current?.setOption({ ...ours(frame.current), ...option }, true), [option]);
  return (
    <figure className="j-figure-frame">
      <div ref={frame} className="j-chart j-no-print" role="img" aria-label={label} />
      {children}
    </figure>
  );
}
