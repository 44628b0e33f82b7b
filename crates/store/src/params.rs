use crate::Value;

/// The parameters `$1`, `$2`, … of one statement: a tuple of up to sixteen values, `()` for none,
/// or a slice or array of [`Value`]s.
pub trait Params<'a> {
    /// The values in order.
    type Values: AsRef<[Value<'a>]>;
    /// Converts each to a [`Value`].
    fn values(self) -> Self::Values;
}

impl<'a> Params<'a> for () {
    type Values = [Value<'a>; 0];
    fn values(self) -> Self::Values {
        []
    }
}
impl<'a, 's> Params<'a> for &'s [Value<'a>] {
    type Values = &'s [Value<'a>];
    fn values(self) -> Self::Values {
        self
    }
}
impl<'a> Params<'a> for Vec<Value<'a>> {
    type Values = Self;
    fn values(self) -> Self::Values {
        self
    }
}
impl<'a, const N: usize> Params<'a> for [Value<'a>; N] {
    type Values = Self;
    fn values(self) -> Self::Values {
        self
    }
}

macro_rules! tuples {
    ($($count:literal: $($name:ident)+;)+) => {$(
        impl<'a, $($name: Into<Value<'a>>),+> Params<'a> for ($($name,)+) {
            type Values = [Value<'a>; $count];
            #[expect(non_snake_case, reason = "the type's letter names its value")]
            fn values(self) -> Self::Values {
                let ($($name,)+) = self;
                [$($name.into()),+]
            }
        }
    )+};
}
tuples! {
    1: A;
    2: A B;
    3: A B C;
    4: A B C D;
    5: A B C D E;
    6: A B C D E F;
    7: A B C D E F G;
    8: A B C D E F G H;
    9: A B C D E F G H I;
    10: A B C D E F G H I J;
    11: A B C D E F G H I J K;
    12: A B C D E F G H I J K L;
    13: A B C D E F G H I J K L M;
    14: A B C D E F G H I J K L M N;
    15: A B C D E F G H I J K L M N O;
    16: A B C D E F G H I J K L M N O P;
}
