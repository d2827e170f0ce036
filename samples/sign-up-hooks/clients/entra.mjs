// Entra External ID, onAttributeCollectionSubmit. The application:
// HOOKS_ENTRA_ISSUER=https://tenant.ciamlogin.com/tenant/v2.0 HOOKS_ENTRA_CLIENTID=hook HOOKS_ENTRA_KEYS=http://localhost:8089/
import { email, ip, issuer, post } from "./lib.mjs";

const entra = await issuer();
const token = entra.token({
  iss: "https://tenant.ciamlogin.com/tenant/v2.0",
  aud: "hook",
  azp: "99045fe1-7639-4a75-9d4a-577b6ca3810f",
});
const body = JSON.stringify({
  type: "microsoft.graph.authenticationEvent.attributeCollectionSubmit",
  data: {
    authenticationContext: { correlationId: crypto.randomUUID(), client: { ip, locale: "fr-FR", market: "fr-FR" } },
    userSignUpInfo: {
      attributes: {},
      identities: [{ signInType: "email", issuer: "tenant.onmicrosoft.com", issuerAssignedId: email }],
    },
  },
});
await post("entra", { authorization: `Bearer ${token}` }, body);
entra.close();
