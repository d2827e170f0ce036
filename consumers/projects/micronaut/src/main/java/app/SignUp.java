package app;

import io.github.notdisposable.NotDisposable;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;

@Introspected
public record SignUp(@NotBlank @Email @NotDisposable String email) {}
