/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.slices;

import io.github.notdisposable.NotDisposable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** Somebody with an address. */
@Entity
public class Guest {

    @Id
    @GeneratedValue
    private Long id;

    @NotDisposable
    private String email;

    /** For the persistence provider. */
    protected Guest() {}

    public Guest(String email) {
        this.email = email;
    }

    public Long getId() {
        return id;
    }

    public String getEmail() {
        return email;
    }
}
