/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.backend;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.notdisposable.Category;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import org.junit.jupiter.api.Test;

class BackendAnswerTest {

    /** It would outrank grey in a verdict, and is no answer. */
    @Test
    void hasNoCategoryThatIsNoAnswer() {
        BackendAnswer.Builder answer = BackendAnswer.about(Scope.ADDRESS);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> answer.category(Category.UNKNOWN))
                .withMessage("'category' must not be UNKNOWN, which is no answer");
    }
}
