import type { Stages } from './infra/settings.ts';

/** What each stage of a deployment chooses; every member is explained at its type. */
export const stages: Stages = {
  dev: {
    keepsData: false,
    logDays: 365,
    logKey: false,
    supervisors: [],
    operatorAffiliates: [],
    cloudFront: false,
  },
  prod: {
    keepsData: true,
    logDays: 365,
    logKey: true,
    supervisors: [],
    operatorAffiliates: [],
    cloudFront: false,
  },
};
