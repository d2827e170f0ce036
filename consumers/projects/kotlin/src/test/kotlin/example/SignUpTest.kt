/* SPDX-License-Identifier: Apache-2.0 */
package example

import jakarta.validation.Validation
import jakarta.validation.Validator
import java.util.Locale
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test

class SignUpTest {

    private val validator: Validator = Validation.buildDefaultValidatorFactory().validator

    @BeforeEach
    fun speakEnglish() {
        Locale.setDefault(Locale.ENGLISH)
    }

    private fun messages(value: Any) = validator.validate(value).map { it.message }

    @Test
    fun `refuses a disposable address of a field`() {
        assertEquals(
            listOf("Please use a permanent email address. Disposable addresses are not allowed."),
            messages(SignUp("bob@mailinator.com")),
        )
    }

    @Test
    fun `lets a permanent address in`() {
        assertEquals(emptyList<String>(), messages(SignUp("bob@gmail.com")))
    }

    @Test
    fun `lets null in and takes a policy`() {
        assertEquals(emptyList<String>(), messages(Invitation(null)))
        assertEquals(1, messages(Invitation("bob@gmail.com")).size)
    }

    @Test
    fun `refuses a disposable address in a list`() {
        assertEquals(1, messages(Newsletter(listOf("bob@gmail.com", "bob@mailinator.com"))).size)
    }

    @Test
    fun `does not look at a parameter when an object is validated`() {
        assertEquals(emptyList<String>(), messages(WithoutField("bob@mailinator.com")))
    }
}
