export const limits = { lots: 32, items: 200, awardLines: 400, affiliates: 16, categories: 12 } as const;
