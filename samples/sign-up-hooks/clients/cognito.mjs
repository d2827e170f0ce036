// Amazon Cognito, pre sign-up. Prints an event; pipe it through the trigger:
// node clients/cognito.mjs bob@mailinator.com | java -cp target/classes:... io.github.notdisposable.samples.hooks.CognitoMain
import { email } from "./lib.mjs";

console.log(
  JSON.stringify({
    version: "1",
    triggerSource: "PreSignUp_SignUp",
    region: "eu-central-1",
    userPoolId: "eu-central-1_example",
    userName: "bob",
    callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: "example" },
    request: { userAttributes: { email, locale: "de-DE" }, validationData: null },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  }),
);
