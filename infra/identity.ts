import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
} from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { ExternalIssuer, Settings } from './settings.ts';

/**
 * Who issues tokens: the issuer that the settings name, else a Cognito user pool of our own, which sends people back to the
 * console where there is one.
 */
export function identity(scope: Construct, settings: Settings, site?: string): ExternalIssuer {
  return settings.issuer ?? userPool(scope, settings, site);
}

const cognitoDomain = ({ stage }: Settings): string => `jicai-${stage}-${Aws.ACCOUNT_ID}`;

/** Whom a page asks while somebody signs in. */
export function issuerOrigins(settings: Settings): readonly string[] {
  const { issuer } = settings;
  if (issuer !== undefined) return [new URL(issuer.issuer).origin, ...(issuer.origins ?? [])];
  return [
    `https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}`,
    `https://${cognitoDomain(settings)}.auth.${Aws.REGION}.amazoncognito.com`,
  ];
}

function userPool(scope: Construct, settings: Settings, site?: string): ExternalIssuer {
  const { keepsData } = settings;
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
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
      ...(site === undefined ? {} : { callbackUrls: [`${site}/signed-in`], logoutUrls: [`${site}/`] }),
    },
    preventUserExistenceErrors: true,
  });
  if (site !== undefined) {
    // Of its two sets of pages only the newer one can be asked not to ask, when a page of the console is loaded anew.
    pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: cognitoDomain(settings) },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    new CfnManagedLoginBranding(scope, 'SignInPages', {
      userPoolId: pool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
  }
  return {
    issuer: pool.userPoolProviderUrl,
    jwksUri: `${pool.userPoolProviderUrl}/.well-known/jwks.json`,
    audience: client.userPoolClientId,
  };
}
