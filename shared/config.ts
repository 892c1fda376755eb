/** What a deployment says of itself, read once from the environment. */
export interface Config {
  readonly region: string;
  readonly mainTable: string;
  readonly vaultTable: string;
  readonly issuer: string;
  readonly audience: string | undefined;
  readonly jwksUri: string;
  /** Subjects that operate the platform; the first comes from here and nowhere else. */
  readonly operators: readonly string[];
  readonly supervisors: readonly string[];
  /** USCCs of the operator and its declared affiliates: they may not bid (电子招标投标办法, Order 20, art. 23). */
  readonly operatorAffiliates: readonly string[];
  /** The sender of mail, an identity that is verified; no mail is sent without. */
  readonly mailFrom?: string | undefined;
  /** Whether webhooks may stand on this very machine: only where everything does. */
  readonly loopbackWebhooks?: boolean | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const list = (text: string | undefined): string[] => (text ?? '').split(',').filter((part) => part !== '');

/** Reads the configuration; throws, naming the variable, when one is missing. */
export function readConfig(environment: Environment): Config {
  const must = (name: string): string => {
    const value = environment[name];
    if (!value) throw new Error(`configuration: ${name} is not set`);
    return value;
  };
  return {
    region: must('AWS_REGION'),
    mainTable: must('MAIN_TABLE'),
    vaultTable: must('VAULT_TABLE'),
    issuer: must('ISSUER'),
    audience: environment.AUDIENCE,
    jwksUri: must('JWKS_URI'),
    operators: list(environment.OPERATORS),
    supervisors: list(environment.SUPERVISORS),
    operatorAffiliates: list(environment.OPERATOR_AFFILIATES),
    mailFrom: environment.MAIL_FROM || undefined,
  };
}
