/** What a deployment chooses, as `cdk -c name=value`. */
export interface Settings {
  /** `prod` keeps tables, keys and buckets whatever happens to the stack. */
  readonly stage: 'prod' | 'dev';
  /** An OIDC issuer of one's own; a Cognito user pool is made when absent. */
  readonly issuer?: ExternalIssuer;
  /** Comma-separated; they go to the functions as they are. */
  readonly operators: string;
  readonly supervisors: string;
  readonly operatorAffiliates: string;
}

export interface ExternalIssuer {
  readonly issuer: string;
  readonly jwksUri: string;
  readonly audience: string;
}

/** Reads the settings from CDK's context; throws, naming what is missing. */
export function readSettings(context: (name: string) => unknown): Settings {
  const text = (name: string): string => String(context(name) ?? '');
  const stage = text('stage') || 'dev';
  if (stage !== 'prod' && stage !== 'dev') throw new Error(`stage is prod or dev, not ${stage}`);
  return {
    stage,
    ...(text('issuer') === '' ? {} : { issuer: externalIssuer(text) }),
    operators: text('operators'),
    supervisors: text('supervisors'),
    operatorAffiliates: text('operatorAffiliates'),
  };
}

function externalIssuer(text: (name: string) => string): ExternalIssuer {
  const [issuer, jwksUri, audience] = [text('issuer'), text('jwksUri'), text('audience')];
  if (jwksUri === '' || audience === '') throw new Error('an issuer of your own needs jwksUri and audience too');
  return { issuer, jwksUri, audience };
}
