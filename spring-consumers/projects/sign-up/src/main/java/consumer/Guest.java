/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import io.github.notdisposable.NotDisposable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
public class Guest {

    @Id
    @GeneratedValue
    private Long id;

    @NotDisposable(policyName = "guests")
    private String email;

    protected Guest() {}

    public Guest(String email) {
        this.email = email;
    }
}
