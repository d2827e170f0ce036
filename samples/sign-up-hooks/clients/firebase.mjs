// Firebase, blocking function beforeCreate. The application:
// HOOKS_FIREBASE_PROJECTID=shop HOOKS_FIREBASE_AUDIENCES=http://localhost:8080/hooks/firebase HOOKS_FIREBASE_KEYS=http://localhost:8089/
import { email, ip, issuer, post } from "./lib.mjs";

const google = await issuer();
const jwt = google.token({
  iss: "https://securetoken.google.com/shop",
  aud: "http://localhost:8080/hooks/firebase",
  sub: "FdV0K1dTuXZ3kHjPLqUyFQ9S0aB2",
  event_id: crypto.randomUUID(),
  event_type: "beforeCreate",
  ip_address: ip,
  locale: "de",
  user_record: { uid: "FdV0K1dTuXZ3kHjPLqUyFQ9S0aB2", email, email_verified: false },
});
await post("firebase", {}, JSON.stringify({ data: { jwt } }));
google.close();
