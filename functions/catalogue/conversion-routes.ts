import { convert } from '../../shared/commodity/conversion.ts';
import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { fraction } from '../../shared/kernel/ratio.ts';
import * as s from './conversion-schemas.ts';

/** Units of goods, one into another (单位换算). */
export function conversionRoutes(app: Router, http: HttpDeps): void {
  endpoint(
    app,
    http,
    {
      method: 'post',
      path: '/v1/conversions',
      summary: '单位换算 · Convert a quantity',
      description:
        'By the formulas that the category allows, exactly; nothing is kept. Lengths of bar and pipe are in m, of boards and plates in mm. `quantity.value` is the full decimal where it ends within 12 places, else rounded half up to 6. A weighed mass (磅计) never becomes a theoretical quantity (理计): 422 `conversion-not-defined`, with the reason in `errors`.',
      tag: '目录 Catalogue',
      access: 'public',
      body: s.conversion,
      answers: { 200: { schema: s.conversionView, description: 'the quantity in the other unit' } },
    },
    async ({ body: { category, ...asked } }) => {
      const { exact, steps, ...converted } = convert(category, asked);
      const body = {
        ...converted,
        exact: fraction(exact),
        steps: steps.map((step) => ({ ...step, factor: fraction(step.factor) })),
      };
      return { status: 200, body };
    },
  );
}
