//! Small square systems.

/// The lower factor of a symmetric positive definite matrix (Cholesky).
#[derive(Clone, Debug)]
pub(super) struct Factor {
    size: usize,
    lower: Vec<f64>,
}

impl Factor {
    /// `matrix` by rows; `None` when it is not positive definite to working precision.
    pub fn of(mut matrix: Vec<f64>, size: usize) -> Option<Self> {
        for row in 0..size {
            let (above, own) = matrix.split_at_mut(row * size);
            for column in 0..=row {
                let other = if column < row { &above[column * size..] } else { &*own };
                let sum: f64 = (0..column).map(|at| own[at] * other[at]).sum();
                let left = own[column] - sum;
                if column == row {
                    if left.is_nan() || left <= 0.0 {
                        return None;
                    }
                    own[column] = left.sqrt();
                } else {
                    own[column] = left / above[column * size + column];
                }
            }
        }
        Some(Self { size, lower: matrix })
    }

    /// Solves `lower · x = vector` in place.
    pub fn forward(&self, vector: &mut [f64]) {
        for row in 0..self.size {
            let line = &self.lower[row * self.size..][..row];
            let sum: f64 = line.iter().zip(&*vector).map(|(a, b)| a * b).sum();
            vector[row] = (vector[row] - sum) / self.lower[row * self.size + row];
        }
    }

    /// Solves `lowerᵀ · x = vector` in place: of standard normal numbers this makes ones whose
    /// covariance is the inverse of the matrix.
    pub fn backward(&self, vector: &mut [f64]) {
        for row in (0..self.size).rev() {
            vector[row] /= self.lower[row * self.size + row];
            let own = vector[row];
            let line = &self.lower[row * self.size..][..row];
            for (other, factor) in vector.iter_mut().zip(line) {
                *other -= factor * own;
            }
        }
    }

    pub fn solve(&self, vector: &mut [f64]) {
        self.forward(vector);
        self.backward(vector);
    }

    /// The inverse of the matrix, by rows.
    pub fn inverse(&self) -> Vec<f64> {
        let mut inverse = vec![0.0; self.size * self.size];
        for (row, line) in inverse.chunks_exact_mut(self.size.max(1)).enumerate() {
            line[row] = 1.0;
            self.solve(line);
        }
        inverse
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_times_its_inverse_is_one() {
        let matrix = vec![4.0, 1.0, 0.5, 1.0, 3.0, -1.0, 0.5, -1.0, 2.0];

        let inverse = Factor::of(matrix.clone(), 3).unwrap().inverse();

        for row in 0..3 {
            for column in 0..3 {
                let product: f64 =
                    (0..3).map(|at| matrix[row * 3 + at] * inverse[at * 3 + column]).sum();
                let one = f64::from(u8::from(row == column));
                assert!((product - one).abs() < 1e-12, "{row} {column}: {product}");
            }
        }
    }

    #[test]
    fn a_matrix_that_is_not_positive_has_no_factor() {
        assert!(Factor::of(vec![1.0, 2.0, 2.0, 1.0], 2).is_none());
    }
}
