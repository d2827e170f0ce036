/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

/** What is looked at on each server, with its heading in the table of the documentation. */
enum Capability {
    BEAN_VALIDATION("A validator finds the constraint, and its texts"),
    REST_BODY("REST: a JSON body is refused"),
    REST_RECORD("REST: a JSON body that is a record is refused"),
    REST_PARAMETER("REST: a parameter is refused"),
    REST_RETURN_VALUE("REST: a return value is refused"),
    REST_WITHOUT_SCOPE("REST: a resource without a CDI scope is validated"),
    REST_LANGUAGE("REST: the server's own answer has the text in the caller's language"),
    REST_PROBLEM(
            "REST: the exception mapper answers in the caller's language, with reason and suggestion, without the address"),
    FACES("Faces: a field is refused, in the view's language"),
    FACES_TAG("Faces: the same with the tag `nd:notDisposable`"),
    FACES_AJAX("Faces: the same by Ajax"),
    PRIMEFACES("PrimeFaces: the server's answer stands beside the field"),
    FACES_VERDICT("Faces: a page offers the correction, and asks for more where the address is grey"),
    LABEL_FREE("Faces: the text stands alone, without the field's label"),
    METHOD_VALIDATION("CDI: a method's parameter is refused"),
    CLIENT_ADDRESS("The client's address is read from trusted proxies alone"),
    BAN("A client with too many refused addresses is banned"),
    MICROPROFILE_CONFIG("MicroProfile Config is a source of settings"),
    SERVICE_DOWN("A service that is down lets in or refuses, as set"),
    TWO_APPLICATIONS("Two applications have settings of their own"),
    EAR("An EAR: both its modules validate, with settings of their own"),
    EAR_UNDEPLOY("An EAR: no thread stays after an undeploy"),
    OWN_JSON("The application's own JSON stays as it is"),
    UNDEPLOY("After an undeploy no thread stays, and no more class loaders than without the library");

    private final String heading;

    Capability(String heading) {
        this.heading = heading;
    }

    String heading() {
        return heading;
    }
}
