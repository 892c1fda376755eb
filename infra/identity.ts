import { RemovalPolicy } from 'aws-cdk-lib';
import { AccountRecovery, Mfa, OAuthScope, UserPool } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { ExternalIssuer, Settings } from './settings.ts';

/** Who issues tokens: the issuer that the settings name, else a Cognito user pool of our own. */
export function identity(scope: Construct, settings: Settings): ExternalIssuer {
  return settings.issuer ?? userPool(scope, settings);
}

function userPool(scope: Construct, { keepsData }: Settings): ExternalIssuer {
  const pool = new UserPool(scope, 'Users', {
    selfSignUpEnabled: true,
    signInAliases: { email: true },
    autoVerify: { email: true },
    mfa: Mfa.OPTIONAL,
    mfaSecondFactor: { otp: true, sms: false },
    passwordPolicy: {
      minLength: 12,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
    },
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    deletionProtection: keepsData,
    removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  acknowledge(
    pool,
    'COG2',
    'a second factor is offered to everyone and asked of nobody: firms have no say over their people’s phones',
  );
  acknowledge(
    pool,
    'COG8',
    'the plus tier costs by the user; anyone who wants its checks may bring an issuer of their own',
  );
  const client = pool.addClient('Client', {
    authFlows: { userSrp: true },
    oAuth: { flows: { authorizationCodeGrant: true }, scopes: [OAuthScope.OPENID, OAuthScope.EMAIL] },
    preventUserExistenceErrors: true,
  });
  return {
    issuer: pool.userPoolProviderUrl,
    jwksUri: `${pool.userPoolProviderUrl}/.well-known/jwks.json`,
    audience: client.userPoolClientId,
  };
}
