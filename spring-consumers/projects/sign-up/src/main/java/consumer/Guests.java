/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
public class Guests {

    private final EntityManager entities;

    Guests(EntityManager entities) {
        this.entities = entities;
    }

    /** Saves a guest; whether the address is refused shows on flush. */
    @Transactional
    public void save(String email) {
        entities.persist(new Guest(email));
        entities.flush();
    }
}
