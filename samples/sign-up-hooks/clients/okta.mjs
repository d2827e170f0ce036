// Okta, registration inline hook. The application: HOOKS_OKTA_SECRETS=$HOOK_SECRET
import { email, ip, post } from "./lib.mjs";

const body = JSON.stringify({
  eventId: crypto.randomUUID(),
  eventTime: new Date().toISOString(),
  eventType: "com.okta.user.pre-registration",
  requestType: "self.service.registration",
  data: {
    context: { request: { id: crypto.randomUUID(), method: "POST", ipAddress: ip } },
    userProfile: { login: email, email, firstName: "Bob", lastName: "Example", locale: "en_US" },
    action: "ALLOW",
  },
});
await post("okta", { authorization: process.env.HOOK_SECRET }, body);
